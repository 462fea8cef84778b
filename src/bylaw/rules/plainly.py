"""What a decoder found wrong with what somebody wrote, in plain words: what cannot stand there, what can, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from msgspec.inspect import DictType, LiteralType, StructType, Type, UnionType, VarTupleType, type_info

from bylaw.rules.clause import Clause
from bylaw.rules.load import NO_TOML, NoBylaws


class Place(NamedTuple):
    """A place in what was written: its name, what can stand there, and what a thing with fields is called."""

    name: str
    kinds: list[Type]
    fields: str


Said = Callable[[re.Match[str], Place], str]


def plainly(fault: str, kinds: Sequence[type], fields: str) -> str:
    """Say what a decoder found in what is read as one of these kinds; ``fields`` is what has fields, in words."""
    what, where = _parted(fault, kinds, fields)
    return f"{what} (at {where})" if where else what


def sentence(fault: NoBylaws) -> str:
    """Say what is wrong with clauses alone in one sentence, for whoever has nothing but a field to write in."""
    if fault.why.startswith(NO_TOML):
        what, line = _unwritten(fault.why), _LINE.search(fault.why)
        return f"in line {line[1]}: {what}" if line else f"in the last line: {what}"
    what, where = _parted(fault.why, (Clause,), "a table")
    no = fault.where.removeprefix("clause ")
    if where:
        return f"in clause {no}, at {quoted(where)}: {what}"
    return f"in clause {no}: {what}" if no else what


def quoted(word: str) -> str:
    """Put a word in marks that say that it is written just so, in every language."""
    return f'"{word}"'


def _parted(fault: str, kinds: Sequence[type], fields: str) -> tuple[str, str]:
    """Part what the decoder says into what is wrong, plainly, and where."""
    at = _AT.search(fault)
    what, where = (fault[: at.start()], at[1]) if at else (fault, "")
    place = Place(where, _kinds(where, kinds), fields)
    for shape, said in _SAID:
        if found := shape.fullmatch(what):
            return said(found, place), where
    return what[:1].lower() + what[1:], where


def _unknown(found: re.Match[str], place: Place) -> str:
    """Name the word that cannot stand there, and the one that it resembles, or else, further in, all that can."""
    word = found[1]
    if word.isdigit() and not place.name:
        return "put the number of the clause in quotation marks"
    words = [
        field.encode_name for kind in place.kinds if isinstance(kind, StructType) for field in kind.fields
    ]
    if near := get_close_matches(word, words, 1):
        return f"unknown word {quoted(word)}; write {quoted(near[0])}"
    if place.name:
        choices = ", ".join(map(quoted, words))
        return f"unknown word {quoted(word)}; it can have: {choices}"
    return f"unknown word {quoted(word)}"


def _no_choice(found: re.Match[str], place: Place) -> str:
    """Name the value that cannot stand there, and those that can."""
    values = [each for kind in place.kinds if isinstance(kind, LiteralType) for each in kind.values]
    word, choices = found[1].strip("'"), ", ".join(quoted(str(each)) for each in values if each)
    return f"{quoted(word)} is none of: {choices}"


def _missing(found: re.Match[str], _place: Place) -> str:
    return f"{quoted(found[1])} is missing"


def _other(found: re.Match[str], place: Place) -> str:
    """Name the sort of value that stands there, and the one that can."""
    wanted, got = (_sorts(names, place) for names in found.groups())
    return f"expected {wanted}, found {got}"


def _sorts(names: str, place: Place) -> str:
    """Say a sort of value, or one of several; nobody writes null."""
    called = {**_TYPES, "object": place.fields}
    return " or ".join(called.get(name, f"'{name}'") for name in names.split(" | ") if name != "null")


def _least(found: re.Match[str], _place: Place) -> str:
    return f"expected a whole number, {found[1]} or more"


def _most(found: re.Match[str], _place: Place) -> str:
    return f"expected a whole number, {found[1]} at most"


def _short(found: re.Match[str], _place: Place) -> str:
    return f"expected {found[1]} characters or more"


def _long(found: re.Match[str], _place: Place) -> str:
    return f"expected {found[1]} characters at most"


def _few(found: re.Match[str], _place: Place) -> str:
    return f"expected {found[1]} values or more in brackets"


def _just(found: re.Match[str], _place: Place) -> str:
    return f"expected just {found[1]} values in brackets"


def _name(_found: re.Match[str], _place: Place) -> str:
    return f"expected text of {NAMES}"


def _breach(_found: re.Match[str], _place: Place) -> str:
    choices = ", ".join(map(quoted, _BREACHES))
    return f"expected one of: {choices}"


def _number(_found: re.Match[str], _place: Place) -> str:
    return "the number of a clause begins with a letter or a digit and has 40 characters at most"


_LINE, _AT = re.compile(r"line (\d+)"), re.compile(r" - at `\$\.?([^`]*)`?$")
_BREACHES = ("refuse", "void", "flag", "outcome", "voidable:30", "lapses:30")
"""How consequences are written; the days are whatever the clause says."""
_TYPES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "array": "a list",
}
"""What the decoder's names for types are to whoever writes; what has fields is called otherwise in each language."""
NAMES = "small letters, digits, '.' and '-'"
"""Of what names are made, in place of the pattern that says so."""
_SAID: tuple[tuple[re.Pattern[str], Said], ...] = (
    (re.compile(r"Object contains unknown field `(.*)`"), _unknown),
    (re.compile(r"Invalid enum value (.*)"), _no_choice),
    (re.compile(r"Object missing required field `(.*)`"), _missing),
    (re.compile(r"Expected `([\w |]+)`.*, got `(.*)`"), _other),
    (re.compile(r"Expected `int` >= (\d+)"), _least),
    (re.compile(r"Expected `int` <= (\d+)"), _most),
    (re.compile(r"Expected `str` of length >= (\d+)"), _short),
    (re.compile(r"Expected `str` of length <= (\d+)"), _long),
    (re.compile(r"Expected `array` of length >= (\d+)"), _few),
    (re.compile(r"Expected `array` of length (\d+).*"), _just),
    (re.compile(r"Expected `str` matching regex '\^\(?\[a-z0-9\]\[a-z0-9\.-\][^']*'"), _name),
    (re.compile(r"Expected `str` matching regex '\^\(refuse.*"), _breach),
    (re.compile(r"Expected `str` matching regex '\^\[0-9A-Za-z\].*"), _number),
)
"""What the decoder can say, and how it is said here."""
_CLOSED = "a quotation mark is not closed on its line"
_BRACKET = "a bracket is not closed"
_UNWRITTEN = {
    "Expected '='": "an equals sign stands between a name and its value",
    "Invalid value": "put words in straight quotation marks; only numbers, true and false go without",
    "Illegal character '\\n'": _CLOSED,
    "Unterminated string": _CLOSED,
    'Expected "\'"': _CLOSED,
    "Expected ']'": _BRACKET,
    "Unclosed array": _BRACKET,
    "Unclosed inline table": "a brace is not closed on its line, or a comma is missing",
    "Cannot declare": "this clause stands here twice",
    "Cannot overwrite": "this name stands here twice",
    "Expected newline": "begin a new line after a value",
}
"""What the reader of TOML says first of a line, and how it is said to people."""


def _unwritten(why: str) -> str:
    said = why.removeprefix(f"{NO_TOML}: ")
    told = next((told for begins, told in _UNWRITTEN.items() if said.startswith(begins)), "")
    return told or "this is not written as bylaws are: compare it with a clause that you take from the list"


def _kinds(where: str, kinds: Sequence[type]) -> list[Type]:
    """Give what can stand at a place such as ``classes.names[0]``, in one of these kinds."""
    found = [type_info(kind) for kind in kinds]
    for step in re.findall(r"\w+(?![\w\]])|\[", where):
        found = [one for kind in found for one in _within(kind, step)]
    return found


def _within(kind: Type, step: str) -> list[Type]:
    """Give what stands one step further in: in the field of this name, or, at a bracket, in a list or table."""
    if isinstance(kind, UnionType):
        return [one for each in kind.types for one in _within(each, step)]
    if isinstance(kind, StructType):
        return [field.type for field in kind.fields if field.encode_name == step]
    if isinstance(kind, VarTupleType) and step == "[":
        return [kind.item_type]
    return [kind.value_type] if isinstance(kind, DictType) and step == "[" else []
