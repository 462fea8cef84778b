import io
import secrets

import pytest

from bylaw.people.layout import PLAIN
from bylaw.people.preview import preview
from bylaw.people.register import Register


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
