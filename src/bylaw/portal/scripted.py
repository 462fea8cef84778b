"""The words of the portal's scripts, in the reader's language: in a script each is ``say("…")`` or ``Error("…")``.

The booth is one page of fixed bytes; what stands in it is ``data-say`` and said like a script's words.
"""

from __future__ import annotations

import json
import re
from functools import cache

from django.utils.translation import gettext

from bylaw.portal.served import FOLDER, PAGE, static

BUNDLED = {"noble.js", "qr.js", "sealing.js"}
"""Libraries: what they say is for programmers."""
SAID = re.compile(r'\b(?:say|Error)\(\s*("(?:[^"\\\n]|\\.)*")')


MARKED = re.compile(r"<\w[^<>]* data-say>([^<]+)<")
"""What the booth's page says."""


@cache
def texts() -> tuple[str, ...]:
    """Give every text that a script says."""
    scripts = sorted(path for path in FOLDER.glob("*.js") if path.name not in BUNDLED)
    found = [json.loads(said) for path in scripts for said in SAID.findall(path.read_text("utf-8"))]
    return tuple(dict.fromkeys([*found, *MARKED.findall(static(PAGE).decode())]))


def words() -> str:
    """Give what scripts say in the language that is active, as JSON; empty where nothing is translated."""
    said = {text: gettext(text) for text in texts()}
    changed = {text: other for text, other in said.items() if other != text}
    return json.dumps(changed, ensure_ascii=False) if changed else ""
