"""Run by the interpreter of `.venv-oracles`: reads vCards with vobject. It knows nothing of bylaw."""

import json
import sys

import vobject


def value(card, name):
    found = card.contents.get(name.replace("_", "-"))
    return found[0].value if found else ""


cards = vobject.readComponents(sys.stdin.buffer.read().decode())
json.dump(
    [
        {name: value(card, name) for name in ("fn", "email", "tel", "uid", "x_member_number")}
        | {"address": card.adr.value.street if "adr" in card.contents else ""}
        | {"family": card.n.value.family if "n" in card.contents else ""}
        for card in cards
    ],
    sys.stdout,
)
