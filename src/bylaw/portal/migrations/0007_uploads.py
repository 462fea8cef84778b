"""Files that wait for the act that names them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One table."""

    dependencies: ClassVar = [("portal", "0006_rolls")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("commitment", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("member", models.CharField(max_length=32)),
                ("at", models.BigIntegerField()),
            ],
        ),
    ]
