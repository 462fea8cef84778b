"""A person as she lies in the register: sealed under her own key, bound to her row."""

import msgspec

from bylaw.people.person import Person
from bylaw.people.sealing import Damaged, seal, unseal


def closed(row: int | None, key: bytes, person: Person) -> bytes:
    """Return what the register keeps of a person."""
    return seal(key, f"person {row}", msgspec.json.encode(person))


def opened(row: int, key: bytes | None, box: bytes) -> Person:
    """Return the person of a box. Raises `Damaged` when it is not hers, or her key is lost."""
    if key is None:
        raise Damaged(f"there is no key for person {row}")
    return msgspec.json.decode(unseal(key, f"person {row}", box), type=Person)
