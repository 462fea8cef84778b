"""Collect every text of the portal and every sentence of the core, and write or check the catalogues.

    python scripts/messages            write shapes.json, and every django.po and django.mo again
    python scripts/messages --check    change nothing; say what is missing, stale, unmarked or wrong, and exit 1

A text that is new in the sources enters each catalogue without a translation: translate it there, and run this again.
Two people who add texts at once meet in these files: leave the marks of the merge in django.po, and run this.
"""

import sys

from babel.messages import Catalog
from catalogues import LANGUAGES, Key, compiled, merged, read, write
from flaws import flaws, unmarked
from shapes import SHAPES, shapes, written
from sources import definitions, messages

HELP = """
run .venv/bin/python scripts/messages, fill each empty msgstr in src/bylaw/portal/locale/*/LC_MESSAGES/django.po
(docs/glossary.md has the words), and run it again"""


def main() -> int:
    """Write, or check; gives the exit code."""
    check = "--check" in sys.argv
    texts = sorted({*shapes(), *definitions()})
    wanted = messages(texts)
    found = list(unmarked())
    if not check:
        SHAPES.write_text(written(texts), encoding="utf-8")
    elif SHAPES.read_text("utf-8") != written(texts):
        found.append("shapes.json is stale: run scripts/messages")
    for language in LANGUAGES:
        kept = read(language)
        catalogue = merged(wanted, kept, language)
        wrong = list(flaws(catalogue, language))
        if not check:
            write(language, catalogue)
        elif not compiled(language, kept) or texts_of(kept) != set(wanted):
            wrong.append(f"{language}: the catalogue is stale: run scripts/messages")
        print(f"{language}: {len(wanted)} texts, {len(wrong)} faults")
        found += wrong
    print(*found, HELP if found else "", sep="\n")
    return int(check and bool(found))


def texts_of(catalogue: Catalog) -> set[Key]:
    """Give the texts in a catalogue, each with its context."""
    return {(each.context or "", each.id) for each in catalogue if each.id}


sys.exit(main())
