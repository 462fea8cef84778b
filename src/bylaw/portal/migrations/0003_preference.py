"""The language that a member chose."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("portal", "0002_pending")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("member", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=10)),
            ],
        ),
    ]
