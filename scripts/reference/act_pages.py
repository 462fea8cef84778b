"""The page on acts: chapter by chapter, each as its class says."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from importlib.resources import files

from asked import asked
from page import doc, fields, page, table
from refusals import refusals

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

ABOUT = f"""Every act, as its class says it. Each has the [envelope](../spec/acts.md#1-the-envelope) besides. The exact
form of every field, with its limits and what it is when left out, is a [JSON Schema](acts.schema.json).

*Signs* is what the shipped profile `{PROFILE}` says, with clause numbers, and each floor under it; another
book of bylaws says it otherwise. *Asks* are the [meanings](meanings.md) of the clauses that can bear on the
act. *Every finding* lists what can be found against it in its own words, under the number of one of [bylaw's
own rules](own-rules.md) or under a clause, besides what is asked of every act ([SPEC.md](../../SPEC.md), part
2). *Place*, *office at stake*, *subject*, *law of* and *due* are explained in [what acts have in
common](../spec/acts.md#3-what-the-law-is-asked); where one is not given it is the root, none, nobody, the
entry's time and never. *Unopened* is what a [sealed](../spec/acts-sealed.md) act changes for a reader without
its opening."""


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
    if forms := list(_forms(act)):
        lines.append(f"- *Form*: {'; '.join(forms)}")
    if act.clerical:
        lines.append(f"- *Slips may be rectified in*: {', '.join(f'`{name}`' for name in act.clerical)}")
    yield "\n".join(lines)
    if found := refusals(act):
        yield "\n".join(
            (
                "<details><summary>Every finding</summary>",
                "",
                *(f"- {each}" for each in found),
                "",
                "</details>",
            )
        )


_FORMS = {
    "sealed": "taken only [sealed](../spec/acts-sealed.md)",
    "names_party": "motions and petitions for it are sealed",
    "proves_itself": "nobody need sign it",
    "can_lapse": "a clause may let it lapse",
}
_METHODS = (
    ("Place", "place"), ("Office at stake", "office_at_stake"), ("Subject", "subject"), ("Law of", "law_day"),
    ("Due", "due"), ("Panel", "judges"), ("Holder", "held_by"), ("Attachments", "needs"),
    ("Refused", "findings"), ("Effect", "apply"), ("Unopened", "unopened"),
)  # fmt: skip


def _forms(act: type[Act]) -> Iterator[str]:
    yield from (words for name, words in _FORMS.items() if getattr(act, name))
    if act.paper_right != "member":
        yield f"on paper its writer signs as `{act.paper_right}`"


def _said(act: type[Act], name: str) -> str:
    return re.sub("^(Give|Refuse|Say) ", "", doc(getattr(act, name)))


def _own(act: type[Act], name: str) -> bool:
    return inspect.getattr_static(act, name) is not inspect.getattr_static(Act, name)


def _signs(act: type[Act], law: Law) -> str:
    if act.kind() == "found":
        return "every founder, and nobody else"
    found = []
    for provision in law.all("may"):
        if provision.where.of not in ("", act.kind()):
            continue
        where = [f"in each {provision.where.body}"] if provision.where.body else []
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
