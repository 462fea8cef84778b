"""Collect every text of the portal, and write or check its catalogues.

    python scripts/messages            write shapes.json, and every django.po and django.mo again
    python scripts/messages --check    change nothing; say what is missing, stale, unmarked or wrong, and exit 1

Two people who add texts at once meet in these files: leave the marks of the merge in django.po, and run this.
A text that is new in the sources enters each catalogue without a translation: translate it there, and run this again.
"""

import sys

from babel.messages import Catalog
from catalogues import LANGUAGES, Key, compiled, merged, read, write
from flaws import WAITING, flaws, unmarked, waiting
from shapes import SHAPES, shapes, written
from sources import definitions, messages


def main() -> int:
    """Write, or check; gives the exit code."""
    check = "--check" in sys.argv
    texts = sorted({*shapes(), *definitions()})
    wanted = messages(texts)
    found = list(unmarked())
    if not check:
        SHAPES.write_text(written(texts), encoding="utf-8")
    for language in LANGUAGES:
        kept = read(language)
        catalogue = merged(wanted, kept, language)
        found += flaws(catalogue, language)
        if not check:
            write(language, catalogue)
        elif not compiled(language, kept) or own(kept) != {key for key in wanted if key[0] != WAITING}:
            found.append(f"{language}: the catalogue is stale: run scripts/messages")
        print(
            f"{language}: {len(wanted)} texts, {waiting(catalogue)} sentences of the core wait for a translation"
        )
    print(*found, sep="\n")
    return int(check and bool(found))


def own(catalogue: Catalog) -> set[Key]:
    """Give the portal's own texts in a catalogue: all but the core's sentences."""
    return {(each.context or "", each.id) for each in catalogue if each.id and each.context != WAITING}


sys.exit(main())
