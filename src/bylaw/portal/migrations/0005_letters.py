"""Letters on paper, with what became of each."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


def _key() -> models.BigAutoField[int, int]:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    """Two tables."""

    dependencies: ClassVar = [("portal", "0004_card_wish")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="LetterRun",
            fields=[
                ("id", _key()),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                ("by", models.CharField(max_length=32)),
                ("at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="LetterLine",
            fields=[
                ("id", _key()),
                ("member", models.CharField(max_length=32)),
                ("state", models.CharField(default="sent", max_length=10)),
                ("at", models.BigIntegerField()),
                (
                    "run",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="portal.letterrun"),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("run", "member"), name="one_letter")]},
        ),
    ]
