"""Files of openings that are none, and sheets in which one thing was changed: each is struck, and nothing raises."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.acts.initiative.openings import MOST, Opening, opened, read_openings, seal_of
from bylaw.record.entry import SshSignature
from tests.acts.recalling import Recalling


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
@settings(max_examples=300)
def test_any_bytes_are_openings_or_a_reason(raw: bytes):
    found = read_openings(raw)
    assert isinstance(found, tuple | str)


NO_FILES = [None, 7, "text", b"", b"[", b"[" * 9000, b"{}", b'[{"salt":"x"}]', b"\xff\xfe", b" " * (MOST + 1)]


@pytest.mark.parametrize("raw", NO_FILES, ids=range(len(NO_FILES)))
def test_what_is_no_file_of_openings_says_why(raw: object):
    assert isinstance(read_openings(raw), str)


def test_the_file_that_a_teller_makes_is_read():
    s = Recalling()
    assert read_openings(msgspec.json.encode((signed(s),))) == (signed(s),)


def signed(s: Recalling) -> Opening:
    s.salts, s.nonce = 0, 100
    return s.signed(9)


def act(old: str, new: str):
    """A change of the signed bytes."""

    def change(o: Opening) -> Opening:
        assert old in o.sheet.act
        return msgspec.structs.replace(
            o, sheet=msgspec.structs.replace(o.sheet, act=o.sheet.act.replace(old, new, 1))
        )

    return change


def signature(change):
    def changed(o: Opening) -> Opening:
        return msgspec.structs.replace(
            o, sheet=msgspec.structs.replace(o.sheet, signature=change(o.sheet.signature))
        )

    return changed


def flipped(s: SshSignature) -> SshSignature:
    raw = bytearray(s.signature)
    raw[-1] ^= 1
    return SshSignature(s.key, bytes(raw))


CHANGED = [
    (act('"rc"', '"rd"'), "unreadable"),
    (act('"org":"', '"org":"0'), "unreadable"),
    (act('"right":"member"', '"right":"office"'), "unreadable"),
    (act('"act":"sign-petition/1"', '"act":"sign-petition/2"'), "unreadable"),
    (act("{", "{ "), "unreadable"),
    (act("}", ""), "unreadable"),
    (act(f"{9:032x}", f"{10:032x}"), "forged"),
    (act('"nonce":"0', '"nonce":"1'), "forged"),
    (signature(flipped), "forged"),
    (signature(lambda s: SshSignature(s.key, b"-")), "forged"),
    (signature(lambda s: SshSignature("0" * 64, s.signature)), "forged"),
    (signature(lambda s: SshSignature("x" * 64, s.signature)), "forged"),
]


def counted(change) -> tuple[int, dict[str, int]]:
    """Seal what a forger made of a good sheet, and count it."""
    s = Recalling()
    s.open_recall()
    opening = change(s.signed(9))
    s.do("seal-signatures", 9, petition="rc", seals=(seal_of(s.state.identity.org, "rc", opening),))
    s.do("file-petition", 9, petition="rc")
    found = opened(s.state, s.state.petitions.all["rc"], [opening])
    return found.good, found.struck


@pytest.mark.parametrize(("change", "reason"), CHANGED, ids=range(len(CHANGED)))
def test_a_sheet_changed_in_one_thing_is_struck_for_it(change, reason: str):
    assert counted(change) == (0, {reason: 1})


def test_the_sheet_as_it_was_signed_counts():
    assert counted(lambda opening: opening) == (1, {})


@pytest.mark.parametrize("salt", ["", "zz" * 32, "00" * 31, "AB" * 32, "00" * 33, " " * 64])
def test_a_salt_that_is_none_opens_nothing(salt: str):
    s = Recalling()
    good = s.signed(9)
    assert seal_of(s.state.identity.org, "rc", good)
    assert seal_of(s.state.identity.org, "rc", msgspec.structs.replace(good, salt=salt)) == ""


def test_an_opening_of_another_petition_opens_nothing_here():
    s = Recalling()
    good = s.signed(9)
    assert seal_of(s.state.identity.org, "rc", good) != seal_of(s.state.identity.org, "other", good)
    assert seal_of("0" * 64, "rc", good) != seal_of(s.state.identity.org, "rc", good)
