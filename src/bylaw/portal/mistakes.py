"""What is wrong with a form, told so that the page can lead to the field: its words, and the place of the field."""

from __future__ import annotations

from typing import ClassVar, Self


class Mistake(str):
    """What is wrong, in the reader's words; ``place`` is the field's in the form, empty where it is about the whole."""

    __slots__ = ("place",)
    place: str
    PART: ClassVar = "f"
    """Before the place: the id of the element that is to be mended."""

    @property
    def anchor(self) -> str:
        """Give the id of the element that is to be mended."""
        return f"{self.PART}-{self.place}"

    def __new__(cls, words: str, place: str = "") -> Self:
        """Say it about a field."""
        made = super().__new__(cls, words)
        made.place = place
        return made

    def within(self, part: str) -> Mistake:
        """Give it for a form that has this one as a part, whose fields stand under a prefix there."""
        return type(self)(self, part + self.place) if self.place else self


class Unfit(Mistake):
    """What is wrong with the file that was sent for a field: it is mended where the file is chosen."""

    __slots__ = ()
    PART: ClassVar = "a"
