"""Collect every text of the portal, and write or check its catalogues.

    python scripts/messages            write shapes.json, and every django.po and django.mo again
    python scripts/messages --check    change nothing; say what is missing, stale, unmarked or wrong, and exit 1

A text that is new in the sources enters each catalogue without a translation: translate it there, and run this again.
"""

import sys

from catalogues import LANGUAGES, compiled, merged, read, write
from flaws import flaws, unmarked
from shapes import SHAPES, shapes, written
from sources import definitions, messages


def main() -> int:
    """Write, or check; gives the exit code."""
    check = "--check" in sys.argv
    texts = sorted({*shapes(), *definitions()})
    found = list(unmarked())
    if check and SHAPES.read_text("utf-8") != written(texts):
        found.append(f"{SHAPES.name} is stale: run scripts/messages")
    if not check:
        SHAPES.write_text(written(texts), encoding="utf-8")
    wanted = messages(texts)
    for language in LANGUAGES:
        kept = read(language)
        catalogue = merged(wanted, kept, language)
        found += flaws(catalogue, language)
        if not check:
            write(language, catalogue)
        elif not compiled(language, catalogue) or {(m.context, m.id) for m in kept if m.id} != set(wanted):
            found.append(f"{language}: the catalogue is stale: run scripts/messages")
    print(*found, sep="\n")
    return int(check and bool(found))


sys.exit(main())
