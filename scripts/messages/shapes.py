"""The shapes of what the core says: every sentence in its source that can reach a page, with holes for its facts."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2] / "src" / "bylaw"
SHAPES = ROOT / "portal" / "locale" / "shapes.json"
SPEAKS = (
    *(
        "acts",
        "rules",
        "projections",
        "ledger.py",
        "audit/trusted.py",
        "belenios/receipt.py",
        "belenios/cautions.py",
        "belenios/verifier/ballot.py",
        "casting/box.py",
    ),
    *("people/paper.py", "people/text.py", "portal/filled.py", "portal/forms.py", "store/reader.py"),
    *(f"people/{name}.py" for name in ("layout", "lines", "newcomer", "preview", "revising", "rows")),
)
"""Where sentences that people read are written."""
SILENT = ("rules/finding.py", "acts/figures/", "acts/past/")
"""Of these, what only programs and archivists read; definitions of figures are collected as data."""
WORD = re.compile(r"[a-z]{2}")
NAME = re.compile(r"(?:bylaw|floor) [R0-9]\S*|bylaw\.[\w.]+|Noto Sans")
OTHERS = (
    *("refused by {clause} [{source}]: {words}", "refused by {clause}: {words}"),
    *("Expected `str` of length <= {most}", "Expected `str` of length >= {least}"),
    *(
        "Expected `str` matching regex {shape}",
        "Expected `int` >= {least}",
        "Expected `int` <= {most}",
        "Expected `array` of length >= {least}",
    ),
    *(
        "Expected `array` of length <= {most}",
        "Object contains unknown field `{name}`",
        "Invalid enum value {value}",
    ),
)
"""What the decoder says of a field, and the first line of a finding."""


def shapes() -> list[str]:
    """Give every shape, in the order of the alphabet."""
    found = {text for path in _files() for text in _said(ast.parse(path.read_text("utf-8")))}
    return sorted(found | set(OTHERS))


def written(texts: list[str]) -> str:
    """Give the file of shapes."""
    return json.dumps(texts, ensure_ascii=False, indent=0) + "\n"


def _files() -> Iterator[Path]:
    for name in SPEAKS:
        place = ROOT / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else (place,):
            if not path.relative_to(ROOT).as_posix().startswith(SILENT):
                yield path


def _said(tree: ast.Module) -> Iterator[str]:
    """Give the texts of a module that read like sentences; descriptions of code are none."""
    apart = {id(part) for node in ast.walk(tree) for part in _unsaid(node)}
    for node in ast.walk(tree):
        if id(node) not in apart and isinstance(node, ast.JoinedStr | ast.Constant):
            text = _shape(node)
            fixed = re.sub(r"\{\w+\}", "", text)
            if " " in text.strip() and WORD.search(fixed) and not NAME.fullmatch(text) and "\n" not in text:
                yield text


def _unsaid(node: ast.AST) -> Iterator[ast.AST]:
    """Give what is a description, a part of a larger text, or a name: compared with, a key, a text that is split."""
    for each in getattr(node, "body", ()) if isinstance(getattr(node, "body", ()), list) else ():
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
            yield each.value
    if isinstance(node, ast.JoinedStr):
        yield from node.values
        holes = (part for part in node.values if isinstance(part, ast.FormattedValue))
        yield from (hole.format_spec for hole in holes if hole.format_spec)
    if isinstance(node, ast.Dict):
        yield from (key for key in node.keys if key)
    if isinstance(node, ast.Set):
        yield from node.elts
    if isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    if isinstance(node, ast.Attribute):
        yield node.value
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in {
        "Meta",
        "compile",
    }:
        yield from ast.walk(node)


def _shape(node: ast.JoinedStr | ast.Constant) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and "{" not in node.value else ""
    used: set[str] = set()
    parts = (str(part.value) if isinstance(part, ast.Constant) else _hole(part, used) for part in node.values)
    text = "".join(parts)
    return text if sum(char.isalpha() for char in re.sub(r"\{\w+\}", "", text)) > 1 else ""


def _hole(part: ast.expr, used: set[str]) -> str:
    """Name the hole for a fact after where it comes from; each name once."""
    assert isinstance(part, ast.FormattedValue)
    base = name = _source(part.value)
    count = 1
    while name in used:
        count += 1
        name = f"{base}{count}"
    used.add(name)
    return f"{{{name}}}"


def _source(value: ast.expr) -> str:
    """Give the last name in an expression: of ``len(self.voters)`` it is *voters*."""
    if isinstance(value, ast.Call) and value.args and isinstance(value.func, ast.Name):
        return _source(value.args[-1])
    if isinstance(value, ast.Name):
        return value.id.strip("_")
    if isinstance(value, ast.Attribute):
        return value.attr.strip("_")
    if isinstance(value, ast.Call | ast.Subscript):
        return _source(value.func if isinstance(value, ast.Call) else value.value)
    return "fact"
