"""What is put together before opening: the election's key and the election object ("Elections")."""

from collections.abc import Sequence
from functools import reduce
from hashlib import sha256
from typing import Any, NamedTuple

from msgspec import Raw

from bylaw.belenios.encoding import dump, load
from bylaw.belenios.findings import Reason, Refused
from bylaw.belenios.group import Group, read_key
from bylaw.belenios.model import Coefficients, Election, Pedersen, Single
from bylaw.belenios.prover import draw
from bylaw.belenios.prover.draw import RandomBytes
from bylaw.belenios.questions import Question, read_election

SECTION = "election"
UUID_LENGTH = 14  # 82 bits
MAX_MESSAGE = 1 << 20


class Template(NamedTuple):
    """What people decide: name, description and questions; the rest follows from keys and identifier."""

    name: str
    description: str
    questions: Sequence[Question]
    administrator: str | None = None
    credential_authority: str | None = None


def uuid(random: RandomBytes) -> str:
    """Return a fresh identifier."""
    return draw.base58(UUID_LENGTH, random)


def uuid_of(what: bytes) -> str:
    """Return the identifier that everybody finds from the same bytes, before there is an archive."""
    number, found = int.from_bytes(sha256(b"bylaw-election-uuid/1\n" + what).digest()), ""
    for _ in range(UUID_LENGTH):
        number, place = divmod(number, len(draw.BASE58))
        found += draw.BASE58[place]
    return found


def combined_key(group: Group, trustees: Sequence[Single | Pedersen]) -> Any:
    """Return the election's public key: the product of all trustees' sub-keys."""
    return reduce(group.mul, (_sub_key(group, item) for item in trustees))


def election(
    group: Group, identifier: str, trustees: Sequence[Single | Pedersen], template: Template
) -> bytes:
    """Return the election object, whose hash every ballot will carry; Refused if voters could not use it."""
    if not trustees or not template.questions:
        raise Refused(Reason.PARAMS, "election without trustees or without questions", SECTION)
    content = dump(
        Election(
            version=1,
            description=template.description,
            name=template.name,
            group=group.name,
            public_key=group.write(combined_key(group, trustees)),
            questions=[Raw(dump(question)) for question in template.questions],
            uuid=identifier,
            administrator=template.administrator,
            credential_authority=template.credential_authority,
        )
    )
    read_election(content)
    return content


def _sub_key(group: Group, item: Single | Pedersen) -> Any:
    if isinstance(item, Single):
        return read_key(group, item.key.public_key)
    shown = [
        load(each.message.encode(), Coefficients, MAX_MESSAGE).coefexps[0] for each in item.keys.coefexps
    ]
    return reduce(group.mul, (read_key(group, text) for text in shown))
