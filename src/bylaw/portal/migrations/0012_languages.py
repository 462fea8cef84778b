"""Mails and letters know their language."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of three tables."""

    dependencies: ClassVar = [("portal", "0011_reading_keys")]
    operations: ClassVar = [
        migrations.AddField("letter", "language", models.CharField(default="", max_length=10)),
        migrations.AddField("mail", "language", models.CharField(default="", max_length=10)),
        migrations.AddField("letterrun", "language", models.CharField(default="", max_length=10)),
    ]
