"""Keys with which programs of members read the files of the record."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("portal", "0010_credential_letters")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="ReadingKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("member", models.CharField(db_index=True, max_length=32)),
                ("begins", models.CharField(max_length=8)),
                ("made", models.BigIntegerField()),
            ],
        ),
    ]
