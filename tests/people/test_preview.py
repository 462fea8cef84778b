# ruff: noqa: RUF001
"""Rolls as they are found: what is taken, what is refused in which row, what is flagged."""

from datetime import date

import pytest

from bylaw.people.layout import CIVICRM, PLAIN
from bylaw.people.newcomer import Newcomer
from bylaw.people.person import Person

from .conftest import read, take

HEAD = "number,name,email,class,since,body\n"
ADA = "7,Ada Lovelace,ada@example.org,Full Member,2024-05-31,north\n"
BOB = "8,Bob,,,2024-06-01,\n"

CIVI_HEAD = (
    '"Contact Type","External Identifier","First Name","Last Name","Organization Name","Email",'
    '"Membership Type","Member Since","Membership Start Date","Membership Expiration Date","Membership Status"\r\n'
)


def errors(text, layout=PLAIN):
    found = read(text, layout)
    assert found.errors
    return [(e.row, e.column, e.reason) for e in found.errors]


def test_a_plain_roll():
    found = read(HEAD + ADA + BOB)
    assert not found.errors
    assert not found.warnings
    assert found.rows == (
        Newcomer(
            2,
            Person("Ada Lovelace", number="7", email="ada@example.org"),
            "full-member",
            date(2024, 5, 31),
            "north",
        ),
        Newcomer(3, Person("Bob", number="8"), "member", date(2024, 6, 1)),
    )


def test_a_civicrm_roll():
    text = CIVI_HEAD + (
        '"Individual","E1","Ada","Lovelace","Analytical Engines, Ltd","ada@example.org","General","2019-03-01 00:00:00","2024-01-01","2024-12-31","Current"\r\n'
        '"Organization","E2","","","Ada ""and"" Sons","","Corporate","20200229","","","Grace"\r\n'
        '"Individual","E3","Left","Long Ago","","","General","2001-01-01","2001-01-01","2002-01-01","Expired"\r\n'
        '"Individual","E4","","Cher","","","General","","2024-01-01","","New"\r\n'
    )
    found = read(text, CIVICRM)
    assert not found.errors
    assert [(w.row, w.reason) for w in found.warnings] == [(4, "ignored")]
    assert found.rows == (
        Newcomer(
            2,
            Person("Ada Lovelace", family="Lovelace", number="E1", email="ada@example.org"),
            "general",
            date(2019, 3, 1),
            until=date(2024, 12, 31),
        ),
        Newcomer(3, Person('Ada "and" Sons', "organisation", number="E2"), "corporate", date(2020, 2, 29)),
        Newcomer(5, Person("Cher", family="Cher", number="E4"), "general", date(2024, 1, 1)),
    )


def test_civicrm_contacts_without_a_number_keep_their_contact_id():
    head = "Internal Contact ID,External Identifier,First Name,Last Name,Street Address,City,Postal Code,Membership Type,Join Date,Is Deceased\n"
    found = read(
        head + "12,,Ada,L,1 High St,Bath,BA1,General,2020-01-01,\n13,,Bob,M,,,,General,2020-01-01,1\n",
        CIVICRM,
    )
    assert [who.person.number for who in found.rows] == ["contact 12"]
    assert found.rows[0].person.address == "1 High St, BA1, Bath"
    assert [(w.row, w.words) for w in found.warnings] == [(3, "deceased: this row is left out")]


def test_a_household_is_no_member():
    found = read(
        CIVI_HEAD + '"Household","E1","","","The Smiths","","General","2020-01-01","","","New"\r\n', CIVICRM
    )
    assert {(e.row, e.column) for e in found.errors} >= {(2, "kind")}


# --- D8 to D11, D21, E9, E10


@pytest.mark.parametrize("value", ["=1+1", "+49 30 1234", "-5", "@sum", "=cmd|' /C calc'!A0"])
def test_formulas_are_kept_as_text(value):
    found = read(f"name,since,phone\n{value},2024-01-01,{value}\n")
    assert not found.errors
    assert found.rows[0].person.name == found.rows[0].person.phone == value


@pytest.mark.parametrize(
    ("raw", "row"),
    [
        ((HEAD + ADA).encode() + "9,Анна,,,2024-01-01,\n".encode("cp1251"), 3),
        ((HEAD + ADA).encode() + "9,Jürgen,,,2024-01-01,\n".encode("latin-1"), 3),
        ((HEAD + ADA).encode("utf-16"), 1),
        ((HEAD + ADA).encode("utf-16-le"), 1),
        ((HEAD + ADA).encode("utf-32"), 1),
        ((HEAD + ADA + "9,A\0B,,,2024-01-01,\n").encode(), 3),
        (b"\xef\xbb\xbf" + HEAD.encode("utf-16-be"), 1),
        ((HEAD + ADA.replace("\n", "\r\n") + BOB).encode(), 2),
        ((HEAD + ADA).replace("\n", "\r\n").encode() + BOB.encode(), 3),
        ((HEAD + ADA).replace("\n", "\r\n").encode() + BOB.replace("\n", "\r\r\n").encode(), 3),
    ],
)
def test_another_encoding_or_mixed_line_endings_are_refused_with_the_row(raw, row):
    found = read(raw)
    assert [(e.row, e.reason) for e in found.errors] == [(row, "encoding")]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + '7,"Ada" L,,,2024-01-01,\n',
        HEAD + '7,"Ada,,,2024-01-01,\n',
        HEAD + "7,Ada\rBob,,,2024-01-01,\n",
        HEAD + "7,Ada,,,2024-01-01\n",
        HEAD + ADA.strip() + ",more\n",
    ],
)
def test_what_is_no_table_is_refused_with_the_row(text):
    assert [(row, reason) for row, _, reason in errors(text)] == [(2, "shape")]


@pytest.mark.parametrize("text", ["", "\n\n", HEAD, "\ufeff", "PK\3\4 not a table"])
def test_a_file_without_members_is_refused(text):
    assert errors(text)


def test_quoted_line_breaks_commas_and_a_byte_order_mark():
    text = '\ufeffname;address;since\r\n"Lovelace, Ada";"1 High Street\nBath\r\nEngland";2024-01-01\r\n\r\nBob;;2024-02-01'
    found = read(text)
    assert not found.errors
    assert [(who.row, who.person.name, who.person.address) for who in found.rows] == [
        (2, "Lovelace, Ada", "1 High Street Bath England"),
        (4, "Bob", ""),
    ]


HONEST = [
    "Zoë", "O'Brien", "D’Angelo", "Þórður Æsisson", "Cher", "N" * 80, "Анна Ахматова", "نزار قباني", "山田 花子", "김연아", "Αλέξανδρος", "José María de la Cruz y Álvarez-Núñez",
    "สมชาย", "राम\u200cनाथ", "Nguyễn Thị Minh", "Jr. Smith 3rd", "כהן",
]  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_names_are_taken_as_they_are(name):
    found = read(f"name,since\n{name},2024-01-01\n")
    assert not found.errors
    assert not found.warnings
    assert found.rows[0].person.name == name


def test_a_name_of_two_parts_is_as_long_as_a_name_of_one():
    half = "A" * 99
    assert not read(f"given name,family name,since\n{half},{half}B,2024-01-01\n").errors
    assert errors(f"given name,family name,since\n{half}A,{half}B,2024-01-01\n") == [(2, "name", "input")]


def test_names_are_stored_in_one_form():
    assert read("name,since\n  Zoe\u0308 \u00a0 X ,2024-01-01\n").rows[0].person.name == "Zoë X"


@pytest.mark.parametrize(
    "bad",
    [
        "\u202e",
        "\u202d",
        "\u2066",
        "\u2069",
        "\u200f",
        "\u061c",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\x07",
        "\x7f",
        "\U000e0041",
    ],
)
def test_controls_of_direction_and_invisible_ones_are_refused(bad):
    found = read(f"name,since\nAnna{bad}Gram,2024-01-01\n")
    assert [(e.row, e.column, e.reason) for e in found.errors] == [(2, "name", "input")]
    assert f"U+{ord(bad):04X}" in found.errors[0].words


@pytest.mark.parametrize("name", ["Pаul", "Аnna", "Αlan"])
def test_mixed_scripts_are_taken_and_flagged(name):
    found = read(f"name,since\n{name},2024-01-01\n")
    assert not found.errors
    assert [(w.row, w.column, w.reason) for w in found.warnings] == [(2, "name", "confusable")]
    assert len(found.rows) == 1


@pytest.mark.parametrize("column", ["role", "Weight", "is_admin", "branch", "member_id", "vote weight"])
def test_columns_that_would_grant_something_are_refused(column):
    found = read(f"name,since,{column}\nAda,2024-01-01,9\n")
    assert [(e.row, e.column, e.reason) for e in found.errors] == [(1, column, "input")]
    assert not found.rows


def test_other_columns_are_ignored_and_that_is_said():
    found = read("name,since,Favourite Colour\nAda,2024-01-01,red\n")
    assert not found.errors
    assert [(w.row, w.column, w.reason) for w in found.warnings] == [(1, "Favourite Colour", "ignored")]


def test_a_column_twice_or_a_needed_one_missing():
    assert errors("name,email,E-Mail,since\nA,,,2024-01-01\n") == [(1, "E-Mail", "shape")]
    assert errors("email,since\nada@example.org,2024-01-01\n") == [(1, "", "shape")]
    assert errors("name\nAda\n") == [(1, "", "shape")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",,ada@example.org,,2024-01-01,", "name"),
        (",Ada,nobody,,2024-01-01,", "email"),
        (",Ada,a@b@example.org,,2024-01-01,", "email"),
        (",Ada,,,01/02/2024,", "since"),
        (",Ada,,,2023-02-29,", "since"),
        (",Ada,,,٢٠٢٤-٠١-٠١,", "since"),
        (",Ada,,,,", "since"),
        (",Ada,,***,2024-01-01,", "class"),
        (",Ada,,,2024-01-01,North Branch", "body"),
        (",Ada,,,2024-01-01,../x", "body"),
        ("," + "A" * 201 + ",,,2024-01-01,", "name"),
        (",Ada,,,2024-01-01," + "n" * 64, "body"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_cell_is_said_with_row_and_column(row, column):
    assert errors(HEAD + BOB + row + "\n" + ADA) == [(3, column, "input")]


def test_paid_until_before_joining_is_refused():
    assert errors("name,since,until\nAda,2024-01-02,2024-01-01\n") == [(2, "until", "input")]
    assert not read("name,since,until\nAda,2024-01-02,2024-01-02\n").errors


def test_every_error_of_a_file_is_listed_at_once():
    text = HEAD + ",,,,2024-01-01,\n" + ADA + ",Bob,x,,y,\n"
    assert errors(text) == [(2, "name", "input"), (4, "email", "input"), (4, "since", "input")]


def test_twice_in_the_file():
    found = read(HEAD + ADA + BOB + ADA + ADA.replace("7,", "9,", 1) + "7,Other,,,2024-01-01,\n")
    assert [(e.row, e.reason) for e in found.errors] == [(4, "duplicate"), (6, "duplicate")]
    assert "row 2" in found.errors[0].words
    assert [(w.row, w.reason) for w in found.warnings] == [(5, "duplicate")]


def test_twice_without_numbers():
    assert errors("name,email,since\nAda,a@example.org,2024-01-01\nADA,A@Example.org,2024-01-01\n") == [
        (3, "name", "duplicate")
    ]
    assert not read("name,email,since\nAda,a@example.org,2024-01-01\nBob,a@example.org,2024-01-01\n").errors


def test_already_in_the_register(register):
    take(register, HEAD + ADA)
    found = read(HEAD + BOB + ADA, register=register)
    assert [(e.row, e.column, e.reason) for e in found.errors] == [(3, "number", "duplicate")]
    assert not read(HEAD + BOB, register=register).errors
