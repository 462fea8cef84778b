"""A language that nobody speaks: every text accented, two fifths longer and in brackets, so that what is unmarked shows.

As a program, `python -m tests.portal.pseudo FOLDER PORT LOCALE`, it serves an organisation in that language.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.portal.stage import Site

CODE = "en-xa"
BEGINS, ENDS = "⁅", "⁆"
"""Around every text; the font of our papers has both."""
PO = Path(__file__).parents[2] / "src/bylaw/portal/locale/de/LC_MESSAGES/django.po"
KEPT = re.compile(r"(<code>.*?</code>|</?[a-z][^>]*>|%\(\w+\)s|\{\w*\}|%%|&\w+;)")
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = "àƀćďéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁĆĎÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ"
TURNED = str.maketrans(PLAIN, ODD)
VOWELS = re.compile("[àéîöû]")


def turned(text: str) -> str:
    """Give a text in this language; what stands for facts, and tags, stay."""
    parts = KEPT.split(text)
    said = "".join(
        part if n % 2 else VOWELS.sub(r"\g<0>\g<0>", part.translate(TURNED)) for n, part in enumerate(parts)
    )
    lead, trail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    return f"{lead}{BEGINS}{said.strip()}{ENDS}{trail}"


def write(folder: Path) -> None:
    """Write the catalogue of this language from the texts of another."""
    with PO.open("rb") as file:
        texts = read_po(file, locale="de")
    made = Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in texts:
        if message.id:
            said = tuple(map(turned, message.id)) if isinstance(message.id, tuple) else turned(message.id)
            made.add(message.id, said, context=message.context)
    place = folder / "en_XA" / "LC_MESSAGES"
    place.mkdir(parents=True)
    out = io.BytesIO()
    write_mo(out, made)
    (place / "django.mo").write_bytes(out.getvalue())


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serve an organisation in this language for the length of a block."""
    locale = site.folder.parent / "locale"
    write(locale)
    asked = [sys.executable, "-m", "tests.portal.pseudo", str(site.folder), site.url.rpartition(":")[2]]
    server = subprocess.Popen([*asked, str(locale)], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert "serving" in server.stdout.readline()
    try:
        yield site
    finally:
        server.terminate()
        server.communicate(timeout=120)


def main() -> None:
    """Serve a folder in this language."""
    from bylaw.cli.main import main as command  # noqa: PLC0415 - the server's own process
    from bylaw.portal import server  # noqa: PLC0415 - the server's own process

    folder, port, locale = sys.argv[1:]
    own = server.settings

    def told(*given: object) -> dict[str, object]:
        return {
            **own(*given),
            "LANGUAGE_CODE": CODE,
            "LANGUAGES": [(CODE, "Pseudo")],
            "LOCALE_PATHS": [locale],
        }

    with patch.object(server, "settings", told):
        command(["serve", folder, "--port", port])


if __name__ == "__main__":
    main()
