"""What is wrong with a catalogue or a template: a text without translation, another placeholder, an unmarked word."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages import Catalog

PORTAL = Path(__file__).parents[2] / "src" / "bylaw" / "portal"

HOLES = re.compile(r"%\(\w+\)s|\{\w*\}|%%")
TAGS = re.compile(r"</?[a-z][^>]*>")
SPOKEN = {"aria-label", "alt", "title", "placeholder", "data-label", "content"}
"""Attributes that people are told."""
MARKED = re.compile(
    r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}|{%\s*comment\b.*?{%\s*endcomment\s*%}|{%.*?%}|{{.*?}}|{#.*?#}",
    re.DOTALL,
)
PLAIN = re.compile(r"[^\W\d_]{2}")


def flaws(catalogue: Catalog, language: str) -> Iterator[str]:
    """Give what is missing or does not fit, in one language."""
    for message in catalogue:
        if not message.id:
            continue
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(said) or message.fuzzy:
            yield f"{language}: not translated: {texts[0]}"
            continue
        for one in said:
            if not any(_parts(one) == _parts(text) for text in texts):
                yield f"{language}: other placeholders or tags: {texts[0]} -> {one}"


def _parts(text: str) -> tuple[Counter[str], Counter[str]]:
    return Counter(HOLES.findall(text)), Counter(TAGS.findall(text))


class _Reader(HTMLParser):
    """Finds words in a template that stand outside of every mark."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"code", "pre"}:
            self.within.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN and value and PLAIN.search(value)]

    def handle_endtag(self, tag: str) -> None:
        if self.within and self.within[-1] == tag:
            self.within.pop()

    def handle_data(self, data: str) -> None:
        if not self.within and PLAIN.search(data):
            self.found.append(data.strip())


TRANSLATES = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "npgettext", "marked"}


def buried(source: str) -> Iterator[str]:
    """Give each text that is to be translated inside an f-string, where no catalogue finds it."""
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    for call in (each for node in strings for each in ast.walk(node) if isinstance(each, ast.Call)):
        texts = [each.value for each in call.args if isinstance(each, ast.Constant)]
        if getattr(call.func, "id", "") in TRANSLATES and len(texts) == len(call.args):
            yield str(texts[-1])


NAMES = {"width=device-width, initial-scale=1", "xxxxx-xxxxxx-xxxxx-xxxxxx", ".bel", "1edf83…"}
"""What nobody translates."""


def unmarked() -> Iterator[str]:
    """Give each text of a template, or inside an f-string, that no catalogue can reach."""
    for path in sorted((PORTAL / "templates").rglob("*.html")):
        reader = _Reader()
        reader.feed(MARKED.sub("", path.read_text("utf-8")))
        yield from (f"{path.name}: unmarked: {text}" for text in reader.found if text not in NAMES)
    for path in sorted(PORTAL.parent.rglob("*.py")):
        yield from (f"{path.name}: inside an f-string: {text}" for text in buried(path.read_text("utf-8")))
