"""What can come of an erasure."""

from msgspec import Struct


class Erased(Struct, frozen=True):
    """Everything about a person is destroyed: her member ids, and the commitments that nobody can open any more."""

    members: tuple[str, ...]
    commitments: tuple[str, ...]


class InUse(Struct, frozen=True):
    """Nothing was erased: a case, an appeal, an election or a period of challenge still needs this."""

    what: str
    why: str


class Unnamed(Struct, frozen=True):
    """Nothing was erased: the act of erasure does not name these commitments, which would be missing without an act."""

    commitments: tuple[str, ...]
