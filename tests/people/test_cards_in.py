"""Rolls from address books and from Popolo: what is read of them, what is passed over, what ends the import."""

import json
from datetime import date
from io import BytesIO

import pytest

from bylaw.people import vcard
from bylaw.people.cards_in import cards
from bylaw.people.layout import POPOLO, VCARD, Unsaid
from bylaw.people.person import Person
from bylaw.people.preview import preview

from .conftest import Nobody

UNSAID = Unsaid("2024-05-31", "ordinary")
ADA = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Lovelace\r\nN:Lovelace;Ada;;;\r\nEMAIL:ada@example.org\r\nEND:VCARD\r\n"


def read(content, layout, unsaid=UNSAID):
    raw = content if isinstance(content, bytes) else content.encode()
    return preview(BytesIO(raw), layout, Nobody(), unsaid)


def people(content, layout=VCARD):
    found = read(content, layout)
    assert not found.errors, found.errors
    return [each.person for each in found.rows]


@pytest.mark.parametrize(
    "person",
    [
        Person(
            "Ada Lovelace", family="Lovelace", number="7", email="ada@example.org", phone="+49 30 1, ext; 2"
        ),
        Person(
            "Łukasz Ó Súilleabháin-" + "Ω" * 60, family="", number="n;1", address="Way 1, 12345 Town, Land"
        ),
        Person("Ada \\ Sons: Ltd", kind="organisation", number="=1+1"),
        Person("Cher", family="Cher", number="9"),
    ],
)
def test_what_was_exported_is_read_back(person):
    raw = b"".join(vcard.write([("f" * 32, person)]))
    assert people(raw) == [person]


def test_cards_as_telephones_and_mail_programs_write_them():
    """Version 3.0, groups, folded lines, a photograph, several addresses of which one is preferred, no trailing line end."""
    photo = "PHOTO;ENCODING=b;TYPE=JPEG:" + "\r\n ".join("A" * 74 for _ in range(4000))
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//x//y//EN\r\nN:O\\, Neil;Mary;Ann;Dr.;\r\nFN:Mary Ann O\\, Ne\r\n il\r\n"
        'item1.EMAIL;type=INTERNET:old@example.org\r\nitem2.EMAIL;TYPE="home,pref":mary@example.org\r\n'
        "TEL;VALUE=uri:tel:+1-555-0100\r\nitem3.ADR;type=HOME:;;1 Way\\nRear;Town;NY;10001;USA\r\n"
        f"{photo}\r\nNOTE:a: b; c\r\nUID:urn:uuid:1-2\r\nEND:VCARD"
    )
    (mary,) = people(card)
    assert mary == Person("Mary Ann O, Neil", "individual", "O, Neil", "urn:uuid:1-2", "mary@example.org",
                          "+1-555-0100", "1 Way, Rear, 10001, Town, NY, USA")  # fmt: skip
    assert people("\ufeff" + ADA.replace("\r\n", "\n"))[0].name == "Ada Lovelace"


def test_what_no_card_says_is_said_by_whoever_imports_it():
    (found,) = read(ADA, VCARD).rows
    assert (found.since, found.cls) == (date(2024, 5, 31), "ordinary")
    assert [(e.row, e.words) for e in read(ADA, VCARD, Unsaid()).errors] == [(2, "no date of joining")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ADA.replace("4.0", "2.1"), "encoding"),
        (ADA.replace("FN:Ada Lovelace", "FN;ENCODING=QUOTED-PRINTABLE:Ada=20L"), "encoding"),
        (ADA.encode().replace(b"Ada Lovelace", "José".encode("latin-1")), "encoding"),
        (ADA.replace("Ada Lovelace", "Ada\0"), "encoding"),
        (ADA.encode("utf-16"), "shape"),
        (ADA.replace("END:VCARD\r\n", ""), "shape"),
        (ADA.replace("FN:", "BEGIN:VCARD\r\nFN:"), "shape"),
        ("name,since\r\nAda,2024-01-01\r\n", "shape"),
        ("FN:Ada\r\n" + ADA, "shape"),
        ("BEGIN:VCARD\r\n" + "FN:" + "x" * 70_000, "size"),
        (ADA.replace("Ada Lovelace", "A\r\n " + "\r\n ".join("a" * 70 for _ in range(2000))), "shape"),
        (b"", "shape"),
        (ADA.replace("FN:Ada Lovelace\r\nN:Lovelace;Ada;;;", "NOTE:x"), "input"),
        (ADA.replace("FN:Ada Lovelace", "KIND:group\r\nFN:Ada Lovelace"), "input"),
        (ADA.replace("FN:Ada", "FN:\u202eAda"), "input"),
        (ADA + ADA, "duplicate"),
    ],
)
def test_what_is_no_card_or_a_bad_one_ends_the_import(content, reason):
    found = read(content, VCARD)
    assert reason in {error.reason for error in found.errors}, found


def test_a_roll_without_end_costs_no_memory():
    class Endless:
        left = 2**31

        def readline(self, most):
            self.left -= most
            return b"NOTE:" + b"x" * (most - 7) + b"\r\n" if self.left > 0 else b""

    last = list(cards(Endless()))[-1]
    assert last.reason in {"size", "shape"}


FILE = {
    "persons": [
        {"id": "p1", "name": "Ada Lovelace", "family_name": "Lovelace", "email": None,
         "contact_details": [{"type": "email", "value": "ada@example.org", "label": "x"}, {"type": "cell", "value": "1"}]},
        {"id": 2, "given_name": "Bo", "family_name": "Li", "image": "http://evil.example/x", "email": "bo@example.org"},
        {"id": "p3", "name": "Carla Gone"},
        {"id": "p4", "name": "Dee"},
    ],
    "memberships": [
        {"person_id": "p1", "organization_id": "north", "start_date": "2001-02-03"},
        {"person_id": "p1", "organization_id": "north", "post_id": "north/president", "start_date": "1999-01-01"},
        {"person_id": 2, "organization_id": "south", "start_date": "2010-01-01", "end_date": ""},
        {"person_id": "p3", "organization_id": "south", "start_date": "2000-01-01", "end_date": "2005-01-01"},
    ],
    "events": [{"anything": [1, 2, {"x": None}]}],
}  # fmt: skip


def test_persons_and_memberships_of_popolo():
    found = read(json.dumps(FILE), POPOLO)
    assert not found.errors, found.errors
    assert [(each.person.name, each.body, str(each.since)) for each in found.rows] == [
        ("Ada Lovelace", "north", "2001-02-03"),
        ("Bo Li", "south", "2010-01-01"),
        ("Dee", "", "2024-05-31"),
    ]
    assert (found.rows[0].person.email, found.rows[0].person.phone) == ("ada@example.org", "1")
    assert [(each.row, each.reason) for each in found.warnings] == [(2, "ignored"), (4, "ignored")]
    one = {**FILE, "memberships": [{**m, "organization_id": "o-17"} for m in FILE["memberships"]]}
    assert {each.body for each in read(json.dumps(one), POPOLO).rows} == {""}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"persons": 7}', b'{"persons":[{"name":7}]}', b"[" * 100_000, b'{"persons":' + b"[" * 100_000,
     b"\xff\xfe{", b'{"persons":[]}', b'{"persons":[{"id":1}]}', json.dumps(FILE).encode("utf-16")],
)  # fmt: skip
def test_what_is_no_popolo_is_refused(content):
    assert read(content, POPOLO).errors
    assert not read(content, POPOLO).rows
