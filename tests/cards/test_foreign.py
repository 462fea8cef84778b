"""Other people's programs read our cards and lists, and we read theirs; a tampered one fails for both.

pycose and python-cwt read and sign COSE, token-status-list packs lists, zbarimg reads the QR code. The libraries
live in an environment of their own (`make oracles`), zbarimg comes with `scripts/outside-programs`.
"""

import json
import subprocess
from pathlib import Path

import pytest
import segno
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from bylaw.cards import base45
from bylaw.cards.card import PREFIX, claims
from bylaw.cards.door import check, open_door
from bylaw.cards.refused import Refused

from .office import DAY, HANA, ISSUER, KEY, KID, NOW, URI, door, listed, shown

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv-oracles" / "bin" / "python"
ENDED = (0, 7, 8, 515, 1023)


def raw(text):
    return base45.decode(text[len(PREFIX) :])


def tampered(text):
    found = bytearray(raw(text))
    found[found.index(b"Hana")] ^= 32
    return bytes(found)


@pytest.fixture(scope="module")
def theirs():
    assert PYTHON.exists(), "the environment of the oracles is missing: run `make oracles`"
    private = KEY.private_numbers()
    point = private.public_numbers
    asked = {
        "kid": KID.hex(),
        "pem": KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "public_pem": KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        "x": f"{point.x:064x}",
        "y": f"{point.y:064x}",
        "d": f"{private.private_value:064x}",
        "cards": [raw(shown()).hex(), raw(shown(photo="", key="ef" * 32)).hex(), tampered(shown()).hex()],
        "lists": [listed(*ENDED).hex(), listed().hex()],
        "claims": claims(HANA).hex(),
        "list": {"size": 1024, "ended": list(ENDED), "uri": URI, "issued": NOW - 1, "expires": NOW + DAY - 1},
    }
    ran = subprocess.run(
        [PYTHON, ROOT / "tests" / "cards" / "oracle.py"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_two_libraries_read_our_cards_and_refuse_a_tampered_one(theirs):
    *good, bad = theirs["cards"]
    for by_pycose, by_cwt in good:
        assert by_pycose == by_cwt == {"good": True, "name": HANA.name, "index": HANA.index}
    assert [found["good"] for found in bad] == [False, False]
    assert isinstance(check(door(), PREFIX + base45.encode(tampered(shown())), NOW), Refused)


def test_a_status_list_library_reads_our_lists(theirs):
    some, none = theirs["lists"]
    assert some == {
        "good": True, "typ": ["application/statuslist+cwt"], "size": 1024, "ended": list(ENDED), "uri": URI, "ttl": DAY,
    }  # fmt: skip
    assert none["ended"] == []


@pytest.mark.parametrize("library", ["pycose", "cwt"])
def test_we_read_cards_that_others_signed(theirs, library):
    text = PREFIX + base45.encode(bytes.fromhex(theirs["made"][library]))
    assert check(door(), text, NOW) == HANA
    assert check(door(7), text, NOW).reason == "ended"


def test_we_read_a_list_that_others_packed_and_signed(theirs):
    found = open_door(ISSUER, {KID: KEY.public_key()}, bytes.fromhex(theirs["list"]), DAY)
    assert not isinstance(found, Refused), found
    assert [i for i in range(1024) if found.list.ended(i)] == list(ENDED)
    assert check(found, shown(), NOW).reason == "ended"
    assert check(found, shown(index=6), NOW) != Refused


@pytest.mark.parametrize("text", [shown(), shown(key="ef" * 32)], ids=["photograph", "key"])
def test_another_program_reads_the_printed_code(text, tmp_path):
    segno.make(text, error="m", micro=False, boost_error=False).save(tmp_path / "card.png", scale=4)
    ran = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", tmp_path / "card.png"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.decode().rstrip("\n") == text
