"""The election object and its questions."""

from typing import Literal

from msgspec import UNSET, Raw, UnsetType

from bylaw.belenios.model.base import Count, Message


class HomomorphicQuestion(Message, frozen=True, kw_only=True):
    """Choose `min` to `max` of the answers, or blank where allowed; only sums are decrypted."""

    answers: list[str]
    blank: bool | None = None
    min: Count
    max: Count
    question: str


class RankedValue(Message, frozen=True, kw_only=True):
    """The `value` of a non-homomorphic question: one small integer per answer."""

    answers: list[str]
    question: str


class ListsValue(Message, frozen=True, kw_only=True):
    """The `value` of a lists question: each list begins with its name."""

    answers: list[list[str]]
    question: str


class RankedQuestion(Message, tag_field="type", tag="NonHomomorphic", frozen=True, kw_only=True):
    """A non-homomorphic question; ballots are shuffled and decrypted one by one."""

    value: RankedValue
    extra: Raw | UnsetType = UNSET


class ListsQuestion(Message, tag_field="type", tag="Lists", frozen=True, kw_only=True):
    """A lists question: one list and at least one of its candidates."""

    value: ListsValue
    extra: Raw | UnsetType = UNSET


class TypedHomomorphicQuestion(Message, tag_field="type", tag="Homomorphic", frozen=True, kw_only=True):
    """A homomorphic question that carries an `extra` field, and therefore its type."""

    value: HomomorphicQuestion
    extra: Raw


class Election(Message, frozen=True, kw_only=True):
    """The election object; its SHA-256 is the fingerprint that every ballot carries."""

    version: Count
    description: str
    name: str
    group: str
    public_key: str
    questions: list[Raw]
    uuid: str
    administrator: str | None = None
    credential_authority: str | None = None
    language: tuple[str, Literal["ltr", "rtl"]] | None = None
