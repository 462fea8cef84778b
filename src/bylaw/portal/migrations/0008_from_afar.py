"""Members who say that they take part in a meeting from afar."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("portal", "0007_uploads")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="FromAfar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("meeting", models.CharField(max_length=63)),
                ("member", models.CharField(max_length=32)),
                ("here", models.BooleanField()),
                ("at", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "member"), name="one_word_from_afar")
                ],
            },
        ),
    ]
