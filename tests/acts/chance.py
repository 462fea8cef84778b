"""A society that elects and changes at random, at the edges of its deadlines; most acts are near what a clause allows."""

from collections import Counter
from random import Random

from bylaw.acts.act import Act, Signer
from bylaw.acts.law.founding import FirstOffice
from bylaw.acts.members.franchise import electors
from bylaw.acts.voting.electing import roll_root, voters_of
from bylaw.ledger import Taken, judge
from bylaw.record.clock import rfc3339
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Method, Term

from .joining import MEMBERSHIP, silent, subject
from .polling import BODIES, CLAUSES, DIGEST, INTERIM, OFFICES, changed, enter
from .society import DAY, Society, key_of, person

LONG = (
    *changed("5", method=Method(name="approval", ballot="open", alternates=2)).values(),
    *changed("6", term=Term(months=3, holdover=True, limit=3)).values(),
)
OTHER = tuple(c for c in (*CLAUSES[1:], *MEMBERSHIP) if c.no not in {"5", "6"})
BODY_NAMES = ("root", "north", "south")


class Chance:
    """One random society; acts are drawn so that most of them are near what a clause allows."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        offices = (*OFFICES, FirstOffice("treasurer", "root"))
        clauses: tuple[Clause, ...] = (*OTHER, *LONG)
        self.s = Society(
            clauses, founders=8, bodies=BODIES, offices=offices, interim=(*INTERIM, ("treasurer", 2))
        )
        for n in range(9, 15):
            enter(self.s, n, self.random.choice(BODY_NAMES[1:]))
        self.s.wait(31)
        silent(self.s, *range(1, 15))
        self.next = 15
        self.calls = 0
        self.taken: Counter[str] = Counter()

    def anyone(self) -> int:
        return self.random.randrange(1, self.next)

    def signer(self, *offices: str) -> tuple[Signer, ...]:
        """The holders of offices, now or once, or nobody in particular."""
        found = []
        for office in offices:
            history = list(self.s.state.offices.history("root", office))
            if history and self.random.random() < 0.95:
                mandate = history[-1] if office != "teller" else history[len(found) % len(history)]
                found.append(Signer(mandate.member, "office", mandate.name))
            else:
                found.append(Signer(person(self.anyone()), "member"))
        return tuple({signer.member: signer for signer in found}.values())

    def election(self) -> str:
        running = [election.name for election in self.s.state.elections.running(self.s.now)]
        names = running if running and self.random.random() < 0.95 else list(self.s.state.elections.all)
        return self.random.choice(names or ["none"])

    def likely(self) -> str:
        """The step that some running election waits for, or any."""
        s, r = self.s, self.random
        waiting = list(s.state.elections.running(s.now))
        if not waiting or r.random() < 0.3:
            return r.choice(STEPS)
        election = r.choice(waiting)
        if s.now < election.nominations:
            return "nominate"
        if election.opened > s.now:
            return (
                "open" if s.now >= election.opens and election.name in s.state.elections.papers else "paper"
            )
        if election.closed > s.now:
            return "close" if s.now >= election.closes else r.choice(STEPS)
        return r.choice(("count", "declare", "declare"))

    def step(self) -> Taken:
        act = getattr(self, self.likely())()
        before = self.s.state.size
        taken = self.s._enter(act)
        assert self.s.state.size == before + (not taken.refusals)
        if not taken.refusals:
            self.taken[act.kind()] += 1
        return taken

    def call(self) -> Act:
        s, at, r = self.s, self.s.now, self.random
        self.calls += 1
        office, body = r.choice(
            (("chair", "board"), ("councillor", "board"), ("secretary", "root"), ("teller", "root"))
        )
        days = [r.choice((7, 8)), r.choice((14, 15)), 16, r.choice((16, 20))]
        times = {
            k: rfc3339(at + d * DAY)
            for k, d in zip(("nominations", "opens", "closes", "begins"), days, strict=True)
        }
        by = self.signer("secretary") if r.random() < 0.6 else (Signer(person(self.anyone()), "member"),)
        return s.act(
            "call-election",
            by,
            election=f"e{self.calls}",
            office=office,
            body=body,
            seats=r.choice((1, 1, 2)),
            **times,
        )

    def nominate(self) -> Act:
        by = self.anyone()
        who = by if self.random.random() < 0.8 else self.anyone()
        return self.s.act("nominate", by, election=self.election(), member=person(who))

    def withdraw(self) -> Act:
        who = self.anyone()
        return self.s.act("withdraw-candidacy", subject(who), election=self.election(), member=person(who))

    def paper(self) -> Act:
        s, name = self.s, self.election()
        election = s.state.elections.all.get(name)
        if election is None:
            return self.admit()
        roll = electors(s.state, voters_of(s.state, election), election.record)
        options = tuple(n.member for n in s.state.elections.candidates(name, s.now))
        return s.act(
            "fix-paper",
            self.signer("secretary"),
            election=name,
            options=options,
            voters=len(roll),
            root=roll_root(roll),
        )

    def open(self) -> Act:
        return self.s.act("open-poll", self.signer("secretary"), election=self.election())

    def close(self) -> Act:
        name = self.election()
        paper = self.s.state.elections.papers.get(name)
        return self.s.act("close-poll", 1, election=name, served=paper.voters if paper else 6, records=DIGEST)

    def count(self) -> Act:
        s, name = self.s, self.election()
        paper = s.state.elections.papers.get(name)
        options = len(paper.options) if paper else 1
        total = self.random.randrange(1, 12)
        votes = tuple(self.random.randrange(total + 1) for _ in range(options))
        election = s.state.elections.all.get(name)
        confirm = election is not None and options <= election.seats
        against = tuple(total - v for v in votes) if confirm else ()
        return s.act("enter-count", self.signer("teller", "teller"), election=name, unit="root", took_part=total,
                     valid=total, invalid=0, votes=votes, against=against)  # fmt: skip

    def declare(self) -> Act:
        """What follows from the count, read off the refusal of an empty declaration."""
        s, name = self.s, self.election()
        by, paper = self.signer("secretary", "president"), s.state.elections.papers.get(name)
        lot = paper.options if paper else ()
        for drawn in ((), lot):
            act = s.act("declare-result", by, election=name, elected=(), lot=drawn)
            found = next(
                (f.found for f in judge(s.state, act, s.now) if f.found.startswith("from the count")), ""
            )
            if found:
                elected, _, after = found.removeprefix("from the count follow ").partition(", then ")
                who = () if elected == "nobody" else tuple(elected.split(", "))
                then = tuple(after.split(", ")) if after else ()
                return s.act("declare-result", by, election=name, elected=who, alternates=then, lot=drawn)
        return s.act("declare-result", by, election=name, elected=())

    def resign(self) -> Act:
        who = self.random.randrange(9 if self.random.random() < 0.8 else 5, self.next)
        return self.s.act("resign", subject(who), member=person(who))

    def lapse(self) -> Act:
        return self.s.act("lapse", self.signer("secretary"), member=person(self.anyone()))

    def notice(self) -> Act:
        members = (person(self.random.randrange(5, self.next)),)
        return self.s.act(
            "give-lapse-notice", self.signer("secretary"), members=members, ground="silence", records=DIGEST
        )

    def back(self) -> Act:
        who = self.anyone()
        return self.s.act("return", subject(who), member=person(who))

    def ask(self) -> Act:
        who = self.anyone()
        return self.s.act(
            "request-transfer", subject(who), member=person(who), to=self.random.choice(BODY_NAMES)
        )

    def accept(self) -> Act:
        asked = list(self.s.state.members.transfers) or [person(1)]
        return self.s.act("accept-transfer", self.anyone(), member=self.random.choice(asked))

    def admit(self) -> Act:
        open_ = [m for m, a in self.s.state.members.applications.items() if not a.outcome]
        if open_ and self.random.random() < 0.7:
            return self.s.act("admit", self.signer("secretary"), applicant=open_[0])
        n, self.next = self.next, self.next + 1
        return self.s.act("apply", Signer(person(n), "applicant"), member=person(n),
                          body=self.random.choice(BODY_NAMES), cls="ordinary", key=key_of(person(n)))  # fmt: skip

    def void(self) -> Act:
        if self.random.random() < 0.8:
            return self.ask()
        return self.s.act("void-election", self.signer("secretary"), election=self.election(), reasons=DIGEST)

    def jump(self) -> None:
        """To just before, at, or just after the next edge of something, or by days."""
        s, r = self.s, self.random
        edges = [
            t for e in s.state.elections.all.values() for t in (e.nominations, e.opens, e.closes, e.begins)
        ]
        edges += [m.due for m in s.state.offices.mandates.values()]
        ahead = sorted(t for t in edges if t > s.now)
        if ahead and ahead[0] < s.now + 20 * DAY and r.random() < 0.8:
            s.now = max(s.now, ahead[0] + r.choice((-1, 0, 0, 0, 1)))
        else:
            s.now += r.randrange(6) * DAY


STEPS = (
    "call",
    "call",
    "call",
    "withdraw",
    "resign",
    "lapse",
    "notice",
    "back",
    "ask",
    "accept",
    "admit",
    "admit",
    "void",
)
