"""Acts that wait for the rest of their signers."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies: ClassVar = [("portal", "0001_initial")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("name", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("act", models.TextField()),
                ("kind", models.CharField(max_length=63)),
                ("by", models.TextField()),
                ("until", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pending", models.CharField(db_index=True, max_length=64)),
                ("part", models.CharField(max_length=64)),
                ("member", models.CharField(max_length=32)),
                ("signature", models.TextField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("pending", "part"), name="once")]},
        ),
    ]
