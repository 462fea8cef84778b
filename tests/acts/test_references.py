"""What an act names, found by the path of a field: through structs, tuples and tuples within tuples."""

import pytest
from msgspec import Struct

from bylaw.acts.references import Field


class Leaf(Struct):
    member: str


class Other(Struct):
    note: str


class Holder(Struct):
    name: str
    rows: tuple
    within: Leaf | Other | str


HOLDER = Holder("x", ((Leaf("a"), Other("n")), Leaf("b"), (), ((Leaf("c"),),)), Leaf("d"))


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("name",), ["x"]),
        (("rows", "member"), ["a", "b", "c"]),
        (("rows", "note"), ["n"]),
        (("within", "member"), ["d"]),
        (("within", "note"), []),
        (("rows",), []),
        (("name", "count"), []),
        (("rows", "title"), []),
    ],
)
def test_a_path_leads_to_every_name_and_to_nothing_else(path, found):
    assert list(Field(path, "ref", "member").values(HOLDER)) == found


def test_a_field_of_many_names_gives_each():
    assert list(Field(("rows",), "ref", "member").values(Holder("x", ("a", ("b", "c")), "y"))) == [
        "a",
        "b",
        "c",
    ]
