import io
import secrets
import sqlite3

import pytest

from bylaw.people import files
from bylaw.people.layout import PLAIN
from bylaw.people.person import Person
from bylaw.people.preview import preview
from bylaw.people.register import Register

ROLL = "number,name,email,class,since,body\n7,Ada Lovelace,ada@example.org,Full,2024-05-31,north\n8,Bob,,,2024-06-01,\n"
ADA = Person("Ada Lovelace", number="7", email="ada@example.org")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "private"


@pytest.fixture
def register(folder):
    with Register.create(folder) as register:
        yield register


class Nobody:
    """A register without persons, for previews alone."""

    def known(self, handles):
        return frozenset()


def read(text, layout=PLAIN, register=None):
    raw = text if isinstance(text, bytes) else text.encode()
    return preview(io.BytesIO(raw), layout, register or Nobody())


def take(register, text, layout=PLAIN):
    found = read(text, layout, register)
    return register.import_roll(
        found, "org", "nonce", lambda: secrets.token_hex(16), lambda: secrets.token_bytes(32)
    )


def nothing(_what):
    return ""


def everything(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def counts(folder):
    with sqlite3.connect(folder / files.PEOPLE) as db, sqlite3.connect(folder / files.KEYS) as keys:
        tables = ("person", "member", "handle", "opening")
        return (
            *(db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables),
            keys.execute("SELECT count(*) FROM key").fetchone()[0],
        )
