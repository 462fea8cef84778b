"""Elections voided, challenged and ruled on at random: seats, mandates and rolls hold, and no act fails."""

from collections import Counter

from bylaw.acts.voting.challenged import waiting
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Appeal, May, Window

from . import chance
from .chance import Chance
from .polling import DIGEST
from .test_random_elections import check

CLAUSES = (
    Clause(no="40", words="Members challenge and rule.", of=("challenge-election", "decide-challenge"),
           may=May(any_of=("member here", "subject"))),
    Clause(no="41", words="A month and a week.", of=("challenge-election",),
           appeal=Appeal(within_days=30, decide_days=7)),
    Clause(no="42", words="A month to void.", of=("void-election",), window=Window(days=30)),
)  # fmt: skip


class Contested(Chance):
    """A random society in which much is voided, challenged and ruled on."""

    def likely(self) -> str:
        voidable = any(e.closed <= self.s.now for e in self.s.state.elections.all.values())
        return "contest" if voidable and self.random.random() < 0.3 else super().likely()

    def contest(self):
        s, r = self.s, self.random
        every = list(s.state.elections.all.values())
        waits = [e.name for e in every if waiting(s.state, (e,), s.now)]
        if waits and r.random() < 0.8:
            ruling = {"election": r.choice(waits), "ruling": r.choice(("upheld", "overturned"))}
            return s.act("decide-challenge", self.anyone(), **ruling, reasons=DIGEST)
        name = r.choice([e.name for e in every if e.closed <= s.now])
        if s.state.elections.all[name].outcome in ("void", "declared") and r.random() < 0.9:
            return s.act("challenge-election", self.anyone(), election=name, reasons=DIGEST)
        return s.act("void-election", self.signer("secretary"), election=name, reasons=DIGEST)


def test_challenges_at_random(monkeypatch):
    monkeypatch.setattr(chance, "OTHER", (*chance.OTHER, *CLAUSES))
    reached, outcomes = Counter(), Counter()
    for seed in range(20):
        society = Contested(seed)
        for _ in range(100):
            if society.random.random() < 0.35:
                society.jump()
            society.step()
            check(society.s, society.random.randrange(200) * chance.DAY)
        reached += society.taken
        told = society.s.state.challenges.all.values()
        outcomes += Counter((one.what, one.ruling) for each in told for one in each)
    assert min(reached[kind] for kind in ("void-election", "challenge-election", "decide-challenge")) > 4, (
        reached
    )
    ends = {(what, ruling) for what in ("void", "result") for ruling in ("", "upheld", "overturned")}
    assert set(outcomes) == ends, outcomes
