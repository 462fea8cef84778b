"""Meek's method: the elected keep just the share of every paper that gives them the quota.

Hill, Wichmann and Woodall, Computer Journal 30 (1987) 277, with whole numbers of 10^-9 as in the rule used
in New Zealand and in the Meek reference rule of the Proportional Representation Foundation:

- a paper begins with 1; each candidate on it who is in the count keeps `weight * keep`, rounded up;
- quota: votes of all in the count / (seats + 1), cut off, plus 10^-9; elected: at or above it;
- keep becomes `keep * quota / votes`, each operation rounded up;
- the round ends when somebody is elected, when the surplus is below 10^-6, or when it no longer falls;
- then the lowest goes out; candidates within the whole surplus of the lowest are tied, and a lot decides.
"""

from bylaw.counting.arithmetic import decimal_text
from bylaw.counting.ballots import Ballots
from bylaw.counting.build import Book
from bylaw.counting.sheet import CountSheet
from bylaw.counting.terms import Terms

ONE = 10**9
OMEGA = 10**3


def meek(ballots: Ballots, terms: Terms) -> CountSheet:
    """Count by Meek's method."""
    return _Meek(ballots, terms).run()


class _Meek:
    """One count under way; `keep` is 0 for who is out, `ONE` for hopefuls, less for the elected."""

    def __init__(self, ballots: Ballots, terms: Terms) -> None:
        self.book = Book("meek-stv", ballots, terms, lambda v: decimal_text(v, 9))
        self.seats = terms.seats
        self.papers = [(p.weight, p.order) for p in ballots.papers if p.order]
        self.book.valid = sum(weight for weight, _ in self.papers)
        self.hopeful = set(self.book.numbers)
        self.elected: set[int] = set()
        self.keep = [0] * (len(ballots.candidates) + 1)
        for c in self.hopeful:
            self.keep[c] = ONE

    def run(self) -> CountSheet:
        """Make rounds until the seats are filled, or a tie stops the count."""
        self.distribute()
        self.row("first preferences")
        self.elect_reached()
        while not self.complete():
            if self.settle():
                continue
            out = self.lowest()
            if out is None:
                break
            self.hopeful.discard(out)
            self.keep[out] = 0
            self.distribute()
            self.row(f"exclusion of {self.book.name(out)}")
            self.elect_reached()
        else:
            self.fill()
        return self.book.sheet(quota=decimal_text(self.quota, 9))

    def complete(self) -> bool:
        """Whether the seats are filled, or everybody left can have one."""
        return len(self.elected) + len(self.hopeful) <= self.seats or len(self.elected) >= self.seats

    def fill(self) -> None:
        """Elect those left when they are no more than the seats."""
        if len(self.elected) < self.seats:
            self.elect(self.hopeful)

    def distribute(self) -> None:
        """Share out every paper by the keep factors, and set the quota."""
        votes = [0] * len(self.keep)
        keep = self.keep
        for papers, order in self.papers:
            left = ONE
            for c in order:
                part = keep[c]
                if part == ONE:
                    votes[c] += papers * left
                    break
                if part:
                    kept = -(-left * part // ONE)
                    votes[c] += papers * kept
                    left -= kept
                    if left <= 0:
                        break
        self.votes = votes
        self.quota = sum(votes) // (self.seats + 1) + 1

    def surplus(self) -> int:
        """Add up what the elected hold above the quota."""
        return sum(max(self.votes[c] - self.quota, 0) for c in self.elected)

    def settle(self) -> bool:
        """Iterate until somebody is elected (True) or the surplus is spent (False)."""
        surplus = self.surplus()
        while surplus >= OMEGA:
            for c in self.elected:
                up = -(-self.keep[c] * self.quota // ONE)
                self.keep[c] = min(-(-up * ONE // self.votes[c]), ONE)
            self.distribute()
            if any(self.votes[c] >= self.quota for c in self.hopeful):
                self.row("surpluses")
                self.elect_reached()
                return True
            before, surplus = surplus, self.surplus()
            if surplus >= before:
                break
        return False

    def elect_reached(self) -> None:
        """Elect the hopefuls at or above the quota."""
        self.elect({c for c in self.hopeful if self.votes[c] >= self.quota})

    def elect(self, candidates: set[int]) -> None:
        """Elect, the higher votes first; level ones stand as on the paper."""
        for c in sorted(candidates, key=lambda c: (-self.votes[c], c)):
            self.book.elect(c)
        self.elected |= candidates
        self.hopeful = self.hopeful - candidates

    def lowest(self) -> int | None:
        """Who goes out: the lowest, with those within the surplus of the lowest tied."""
        least = min(self.votes[c] for c in self.hopeful)
        tied = [c for c in self.hopeful if self.votes[c] <= least + self.surplus()]
        return self.book.ties.last(tied, "who is excluded", len(self.book.history) + 1)

    def row(self, action: str) -> None:
        """Close a count."""
        self.book.row(self.votes[1:], action, exhausted=self.book.valid * ONE - sum(self.votes))
