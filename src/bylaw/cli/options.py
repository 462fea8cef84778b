"""Arguments and options that several commands share, each said once."""

from pathlib import Path

import click

Folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
Keys = click.option("--as", "keys", multiple=True, help="KEY or KEY:RIGHT; give one for each signer.")
At = click.option("--at", "moment", default="", help="The time, where the record's clock is not real.")
OnlyPreview = click.option(
    "--preview", "only_preview", is_flag=True, help="Show what would happen; write nothing."
)
AsJson = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
