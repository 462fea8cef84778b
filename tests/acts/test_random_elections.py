"""A society at random: what must always hold of seats, mandates and rolls, listed plainly."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bylaw.acts.members.franchise import count_electors, electors, franchise

from .chance import BODY_NAMES, Chance
from .society import DAY, Society


def check(s: Society, ahead: int) -> None:
    state = s.state
    for (body, name), office in state.offices.all.items():
        for t in (s.now, s.now + ahead):
            held = list(state.offices.holders(body, name, t))
            assert len(held) <= office.seats, (name, t - s.now, held)
            assert len({m.member for m in held}) == len(held), "one person in two seats of one office"
    for mandate in state.offices.mandates.values():
        election = state.elections.all.get(mandate.source)
        assert election is None or election.reinstated or election.outcome in {"declared", "void"}
        if mandate.holds(s.now):
            assert any(True for _ in state.members.roll.current(mandate.member, s.now)), (
                "an office without a member"
            )
    for body in BODY_NAMES:
        rules = franchise(state, body, s.now)
        assert count_electors(state, rules, s.now) == len(electors(state, rules, s.now))
    for member, spells in state.members.roll.spells.items():
        assert sum(1 for spell in spells if spell.holds(s.now)) <= 1, f"{member} is on two rolls"


@given(st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_a_society_at_random(seed: int):
    chance = Chance(seed)
    for _ in range(120):
        if chance.random.random() < 0.35:
            chance.jump()
        chance.step()
        check(chance.s, chance.random.randrange(200) * DAY)


def test_the_random_society_reaches_every_kind_of_act():
    reached: Counter[str] = Counter()
    for seed in range(12):
        chance = Chance(seed)
        for _ in range(150):
            if chance.random.random() < 0.35:
                chance.jump()
            chance.step()
        reached += chance.taken
    for kind in ("call-election", "nominate", "fix-paper", "open-poll", "close-poll", "enter-count", "declare-result",
                 "withdraw-candidacy", "void-election", "resign", "lapse", "return", "accept-transfer", "admit"):  # fmt: skip
        assert reached[kind], (kind, reached)
