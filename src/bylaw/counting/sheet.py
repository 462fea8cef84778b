"""The count sheet: everything that a stranger needs to follow a count by hand."""

import msgspec


class Elected(msgspec.Struct, frozen=True):
    """A candidate, in order of election, and the number of the count at which that happened."""

    candidate: int
    name: str
    count: int


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Totals after one count, as text in the rule's own precision and in the order of the candidates.

    `exhausted` is the value of papers without a further preference, `lost` what rounding took away; together
    with the totals they make up the valid vote wherever the method moves votes. `action` says what was done.
    """

    count: int
    totals: tuple[str, ...]
    action: str = ""
    exhausted: str = ""
    lost: str = ""


class Tie(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Candidates level where the rule must choose. `decided_by` is empty while nothing has decided it.

    Where regions are level the numbers are those of regions, and `regions` has their names in the same order.
    """

    count: int
    about: str
    candidates: tuple[int, ...]
    chosen: tuple[int, ...]
    decided_by: str
    unresolved: bool
    regions: tuple[str, ...] = ()


class Dropped(msgspec.Struct, frozen=True):
    """An option that a test removed before the comparison, and which."""

    candidate: int
    name: str
    reason: str


class Won(msgspec.Struct, frozen=True):
    """Seats won by a list."""

    candidate: int
    name: str
    votes: int
    seats: int


class CountSheet(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The result of a count with all its steps.

    `quota` is a whole number, or text in the rule's precision, or None where the method has none. The sheet
    is final only if no tie in `ties` is unresolved. If one is, `certain` lists those who are elected
    whichever way the lots fall; it is absent if there are too many ways to try.
    """

    method: str
    seats: int
    valid: int
    invalid: int
    quota: int | str | None
    elected: tuple[Elected, ...]
    counts: tuple[Row, ...]
    ties: tuple[Tie, ...]
    candidates: tuple[str, ...]
    title: str = ""
    withdrawn: tuple[int, ...] = ()
    pairwise: tuple[tuple[int, ...], ...] | None = None
    dropped: tuple[Dropped, ...] | None = None
    lists: tuple[Won, ...] | None = None
    certain: tuple[int, ...] | None = None
    notes: tuple[str, ...] = ()

    @property
    def winners(self) -> tuple[int, ...]:
        """Numbers of the elected, in order of election."""
        return tuple(e.candidate for e in self.elected)

    def called(self, tie: Tie) -> dict[int, str]:
        """Give the names of those who are level, by their numbers."""
        names = tie.regions or tuple(self.candidates[c - 1] for c in tie.candidates)
        return dict(zip(tie.candidates, names, strict=True))

    @property
    def unresolved(self) -> tuple[Tie, ...]:
        """Ties that nothing has decided yet: a lot or a casting vote must be brought in."""
        return tuple(t for t in self.ties if t.unresolved)
