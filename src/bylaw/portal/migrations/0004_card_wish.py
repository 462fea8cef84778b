"""Members who ask for a card."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("portal", "0003_preference")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="CardWish",
            fields=[
                ("member", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("at", models.BigIntegerField()),
                ("had", models.IntegerField(default=0)),
            ],
        ),
    ]
