"""Rolls that were brought, with their chunks."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    dependencies: ClassVar = [("portal", "0005_letters")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Roll",
            fields=[
                ("name", models.CharField(max_length=63, primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("nonce", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=32)),
                ("at", models.BigIntegerField()),
                ("members", models.IntegerField()),
                ("told", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="RollPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("rows", models.BinaryField()),
                ("roll", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="portal.roll")),
            ],
        ),
    ]
