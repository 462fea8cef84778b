"""What an act can be refused for, in the words of its findings: read off its code, and off what that calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from asked import reached

from bylaw.acts.act import Act


def refusals(act: type[Act]) -> list[str]:
    """Give a line for each finding: the own rule's number, or *clause*, and what was found; … stands for a value."""
    found = {line: None for function, call in reached(act, ("findings",)) for line in _lines(function, call)}
    return sorted(
        found, key=lambda line: (not line[0].isdigit(), int(line.split(":")[0]) if line[0].isdigit() else 0)
    )


def _lines(function: ast.AST, call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "own" and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
        yield from (f"{call.args[0].value}: {words}" for words in _texts(function, call.args[1]))
    elif name == "breach" and call.args:
        yield from (f"clause: {words}" for words in _texts(function, call.args[0]))


def _texts(function: ast.AST, said: ast.expr) -> Iterator[str]:
    """Give the sentence that an argument is, or each that was put into the variable that it names."""
    if isinstance(said, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == said.id:
                yield from _texts(function, node.value)
    elif isinstance(said, ast.IfExp):
        yield from _texts(function, said.body)
        yield from _texts(function, said.orelse)
    elif isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in said.values)
