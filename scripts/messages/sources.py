"""Where the portal's texts stand: templates, its Python and scripts, acts and their fields, the core's sentences."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import django
import msgspec
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize
from msgspec import Struct

settings.configure(USE_I18N=True, INSTALLED_APPS=["bylaw.portal"])
django.setup()

from bylaw.acts.fields import bare, inner, is_many, marks  # noqa: E402 - Django is set up first
from bylaw.acts.figures.survey import DEFINITIONS  # noqa: E402
from bylaw.acts.registry import BY_KIND  # noqa: E402
from bylaw.counting import METHODS  # noqa: E402
from bylaw.portal import forms, scripted, words  # noqa: E402
from bylaw.rules.clause import Clause  # noqa: E402
from bylaw.rules.meanings import KEYS  # noqa: E402

PORTAL = Path(__file__).parents[2] / "src" / "bylaw" / "portal"
Key = tuple[str, str | tuple[str, str]]
"""Context and text; with two texts, one and many."""
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "marked": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
WORDS = (
    *("nominations", "roll open", "paper", "polling", "counting", "declared", "never opened", "voided"),
    *("office", "result", "count", "roll", "sample", "clause", "source", "box", "heads", "voters", "keys"),
    *(
        "refuse",
        "void",
        "voidable",
        "lapses",
        "outcome",
        "flag",
        "unshown",
        "tellers",
        "founding",
        "abandoned",
    ),
    *("valid", "refused", "incomplete", "present", "omitted", "superseded", "forged", "passkey", "ssh"),
    *(
        "admitted",
        "declined",
        "carried",
        "lost",
        "tied",
        "good",
        "suspended",
        "expired",
        "class",
        "ended",
        "unanswered",
    ),
    *("moved", "called", "seconded", "filed", "sent", "seated", "approved", "issued", "reported", "answered"),
    *("asked", "noticed", "reminded", "silent", "climbed", "withdrawn", "overtaken", "heard", "served"),
    *("met", "over", "overdue", "owed", "runs", "begins", "used", "recut", "shortened", "nobody", "waived"),
    *("promoted", "imported", "founded", "returned", "removed", "expelled", "left", "candidate", "deceased"),
    *("late", "doubled", "duplicate", "unopened", "unreadable", "voteless", "signature", "restored"),
    *("resolution", "opened", "decided", "appealed", "ruled", "acknowledge", "answer", "decide"),
    *("charged", "carried out", "overturned", "to be reheard", "under appeal", "final", "not proven"),
    *("name", "family", "number", "email", "phone", "address", "text"),
    *("appeal undecided: paused", "appeal undecided: fallen", "rankings"),
    *(
        "shape",
        "encoding",
        "canonical",
        "size",
        "group",
        "params",
        "proof",
        "context",
        "replay",
        "credential",
    ),
)
"""Single words of the core that pages show: stages, steps of a lineage, consequences, verdicts, kinds of keys."""
UNSAID = {"", "<", "<=", ">", ">=", "BELENIOS-2048", "Ed25519", "RFC-3526-2048"}


def messages(shapes: Sequence[str]) -> list[Key]:
    """Give every text once, with its context, in an order that stays."""
    found: dict[Key, None] = dict.fromkeys(_pages())
    found |= dict.fromkeys(("", text) for text in scripted.texts())
    found |= dict.fromkeys(("act", words.plainly(name)) for name in sorted(BY_KIND))
    found |= dict.fromkeys(("act", words.description(BY_KIND[name])) for name in sorted(BY_KIND))
    found |= dict.fromkeys(("field", label) for label in sorted(_labels()))
    found |= dict.fromkeys(
        ("word", word) for word in sorted({*WORDS, *_choices(), *_things(), *_figures(), *_methods()})
    )
    found |= dict.fromkeys(("rule", name) for name in sorted(_rules()))
    found |= dict.fromkeys(("sentence", text) for text in shapes)
    return list(found)


def _pages() -> Iterator[Key]:
    """Give the texts of templates, of the portal's Python, and of what commands print in its languages."""
    for path in sorted((PORTAL / "templates").rglob("*.html")):
        made = templatize(path.read_text("utf-8"), origin=path.name)
        yield from _texts("\n".join(map(str.lstrip, made.splitlines())))  # it is read as Python: no indents
    for path in sorted((*PORTAL.rglob("*.py"), *(PORTAL.parent / "cli").glob("*.py"))):
        yield from _texts(path.read_text("utf-8"))


def _texts(source: str) -> Iterator[Key]:
    for _, name, found, _ in extract_python(io.BytesIO(source.encode()), list(KEYWORDS), [], {}):
        parts = [part for part in (found if isinstance(found, tuple) else (found,)) if part is not None]
        if name == "pgettext" and len(parts) > 1:
            yield parts[0], parts[1]
        elif name in {"ngettext", "ngettext_lazy"}:
            yield "", (parts[0], parts[1])
        elif name == "npgettext":
            yield parts[0], (parts[1], parts[2])
        elif parts and name != "pgettext":
            yield "", parts[0]


def _labels() -> Iterator[str]:
    for kind in BY_KIND.values():
        yield from _labels_of(kind)


def _labels_of(kind: type[Struct]) -> Iterator[str]:
    for name, hint, _ in forms.asked(kind):
        yield forms.label(name)
        within = bare(inner(hint)) if is_many(hint) else bare(hint)
        if isinstance(within, type) and issubclass(within, Struct) and within is not Clause:
            yield from _labels_of(within)


def _choices() -> Iterator[str]:
    """Give what a form offers to choose from, and no names of the record."""
    yield from ("Yes", "No")
    yield from (
        each for hint in get_type_hints(Clause, include_extras=True).values() for each in _literals(hint)
    )
    for kind in BY_KIND.values():
        yield from (
            each for hint in get_type_hints(kind, include_extras=True).values() for each in _literals(hint)
        )


def _things() -> Iterator[str]:
    """Give what the acts call the things that they make or name: a meeting, a motion."""
    for kind in BY_KIND.values():
        for hint in get_type_hints(kind, include_extras=True).values():
            yield from (
                str(each).replace("-", " ") for name, each in marks(hint).items() if name in {"new", "ref"}
            )


def _literals(hint: Any) -> Iterator[str]:
    if get_origin(hint) is Literal:
        yield from (str(each) for each in get_args(hint) if str(each) not in UNSAID)
    for each in get_args(hint) if get_origin(hint) is not Literal else ():
        yield from _literals(each)
    if isinstance(hint, type) and issubclass(hint, Struct) and hint is not Clause:
        yield from (
            one for each in get_type_hints(hint, include_extras=True).values() for one in _literals(each)
        )


def _figures() -> Iterator[str]:
    """Give the names and units of the figures."""
    for each in DEFINITIONS.values():
        name = each.name.replace("-", " ")
        yield from (name[:1].upper() + name[1:], each.unit)


def _methods() -> Iterator[str]:
    """Give how votes are counted, as a count sheet says it."""
    yield from (each.words for each in METHODS.values())


def definitions() -> Iterator[str]:
    """Give the definitions of the figures, which are shown as the core's sentences are."""
    yield from (each.words for each in DEFINITIONS.values())


def _rules() -> Iterator[str]:
    """Give the meanings and the names of their values."""
    yield from KEYS
    seen: set[type[Struct]] = set()
    for hint in get_type_hints(Clause, include_extras=True).values():
        yield from (name.replace("_", " ") for name in _names(hint, seen))


def _names(hint: Any, seen: set[type[Struct]]) -> Iterator[str]:
    for each in get_args(hint):
        yield from _names(each, seen)
    if isinstance(hint, type) and issubclass(hint, Struct) and hint not in seen:
        seen.add(hint)
        for info in msgspec.structs.fields(hint):
            yield info.name
            yield from _names(info.type, seen)
