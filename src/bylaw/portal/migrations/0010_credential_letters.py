"""Letters with credentials: of which election, and of which unit of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns."""

    dependencies: ClassVar = [("portal", "0009_mails")]
    operations: ClassVar = [
        migrations.AddField("letterrun", "election", models.CharField(default="", max_length=63)),
        migrations.AddField("letterrun", "unit", models.CharField(default="", max_length=63)),
    ]
