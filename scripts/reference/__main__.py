"""Write docs/reference from the code: acts with their JSON Schema, meanings, commands, own rules, decisions.

    python scripts/reference FOLDER

The pages say what the classes say; a test compares the committed ones with what this writes.
"""

import sys
from pathlib import Path

from act_pages import acts
from command_pages import commands
from decision_pages import decisions
from law_pages import meanings, own_rules
from schema import schema

PAGES = {
    "acts.md": acts,
    "meanings.md": meanings,
    "commands.md": commands,
    "own-rules.md": own_rules,
    "decisions.md": decisions,
    "acts.schema.json": schema,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for name, page in PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
