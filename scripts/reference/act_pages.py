"""The page on acts: chapter by chapter, each as its class says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources import files

from asked import asked
from page import doc, fields, page, table

from bylaw.acts.act import Act
from bylaw.acts.registry import ACTS
from bylaw.acts.substance import ENVELOPE
from bylaw.rules.bylaws import Bylaws, Law
from bylaw.rules.floors import FLOORS
from bylaw.rules.load import NoBylaws, load

PROFILE = "us-union-local"
CHAPTERS = {
    "Founding": ("founding",),
    "Joining and membership": ("admission", "membership", "standing", "transfer", "roll_import"),
    "Bodies and offices": ("bodies", "offices"),
    "Delegates and envoys": ("delegates", "credentials", "envoys"),
    "Meetings": ("meetings", "attendance", "minutes"),
    "Motions": ("motions", "votes"),
    "Petitions": ("petitions", "sealing"),
    "Elections": ("elections", "candidates", "objections", "polls", "declaration"),
    "Accountability": ("recall", "reports", "campaigns", "directives", "commissions"),
    "People and money": ("courses", "appraisals", "spending"),
    "Amendment": ("amendment",),
    "Keys": ("keys",),
    "Corrections and papers": ("corrections", "papers"),
    "Erasure": ("erasure",),
    "The log": ("logkeeping",),
}
"""Title to the modules of a chapter; a module that is not here is a chapter under its own name."""

ABOUT = f"""Every act, as its class says it. Each has the envelope besides: `org`, `nonce`, `seen`, `until`
and `by` ([SPEC.md](../../SPEC.md)). *Signs* is what the shipped profile `{PROFILE}` says, with clause
numbers, and each floor under it; another book of bylaws says it otherwise. *Asks* are the
[meanings](meanings.md) of the clauses that can bear on the act. What every act is refused for is in [own
rules](own-rules.md)."""


def acts() -> str:
    """Give the page."""
    law = _law()
    index = table(("act", "what"), ((f"[`{a.kind()}`](#{_anchor(a)})", _sentence(a)) for a in ACTS))
    parts = [index]
    for title, members in _chapters():
        parts.append(f"## {title}")
        parts += [part for act in members for part in _act(act, law)]
    return page("Acts", ABOUT, parts)


def _chapters() -> Iterator[tuple[str, list[type[Act]]]]:
    titles = {module: title for title, modules in CHAPTERS.items() for module in modules}
    found: dict[str, list[type[Act]]] = {}
    for act in ACTS:
        module = act.__module__.rpartition(".")[2]
        found.setdefault(titles.get(module, module.replace("_", " ").capitalize()), []).append(act)
    yield from found.items()


def _act(act: type[Act], law: Law) -> Iterator[str]:
    yield f"### {_tag(act)}"
    yield doc(act)
    yield table(("field", "what", "default"), fields(act, ENVELOPE))
    lines = [f"- *Signs*: {_signs(act, law)}"]
    if asked(act):
        lines.append(f"- *Asks*: {', '.join(f'[`{key}`](meanings.md#{key})' for key in asked(act))}")
    lines += [f"- *{label}*: {_said(act, name)}" for label, name in _METHODS if _own(act, name)]
    if act.clerical:
        lines.append(f"- *Slips may be rectified in*: {', '.join(f'`{name}`' for name in act.clerical)}")
    yield "\n".join(lines)


_METHODS = (
    ("Place", "place"), ("Subject", "subject"), ("Due", "due"), ("Refused", "findings"), ("Effect", "apply"),
)  # fmt: skip


def _said(act: type[Act], name: str) -> str:
    return doc(getattr(act, name)).removeprefix("Give ").removeprefix("Refuse ")


def _own(act: type[Act], name: str) -> bool:
    return getattr(act, name) is not getattr(Act, name)


def _signs(act: type[Act], law: Law) -> str:
    if act.kind() == "found":
        return "every founder, and nobody else"
    found = []
    for provision in law.all("may"):
        if provision.where.of not in ("", act.kind()):
            continue
        where = [f"in a {provision.where.body}"] if provision.where.body else []
        where += [f"for {provision.where.office}"] if provision.where.office else []
        phrases = " or ".join(f"`{phrase}`" for phrase in provision.rule.any_of)
        found.append(f"{phrases} ({', '.join([provision.no, *where])})")
    return "; ".join(found) or "nobody: this profile has no clause on it"


def _law() -> Law:
    profile = load((files("bylaw.rules") / "profiles" / f"{PROFILE}.toml").read_bytes())
    if isinstance(profile, NoBylaws):
        sys.exit(str(profile))
    book = Bylaws()
    book.adopt((*FLOORS, *profile.clauses), 0)
    return book.on(0)


def _tag(act: type[Act]) -> str:
    return str(act.__struct_config__.tag)


def _anchor(act: type[Act]) -> str:
    return _tag(act).replace("/", "")


def _sentence(act: type[Act]) -> str:
    return doc(act).partition(". ")[0].rstrip(".")
