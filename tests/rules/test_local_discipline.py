"""The union local's own clauses on discipline: fifteen days to prepare, five drawn judges, an appeal that stays."""

from bylaw.acts.act import Signer
from bylaw.acts.discipline.draws import order
from tests.acts.society import person

from .shipped import TEXT, Shipped, keyed, under


def local() -> Shipped:
    s = under("us-union-local", founders=6, president=(1,), secretary=(2,), teller=(3, 4))
    s.fill(20)
    for n in range(7, 21):
        keyed(s, n)
    s.now += 40 * 86_400
    return s


def tellers(s: Shipped) -> tuple[Signer, ...]:
    return s.offices((3, "teller"), (4, "teller"))


def charge(s: Shipped) -> dict[str, object]:
    return {
        "case": "c1", "body": "root", "charged": person(6), "clause": "6.2", "ground": "threats",
        "deed": s.stamp(-3), "facts": TEXT,
    }  # fmt: skip


def panel(*judges: int) -> tuple[Signer, ...]:
    return tuple(Signer(person(n), "panel") for n in judges)


def bench(*judges: int) -> dict[str, object]:
    return {"case": "c1", "bench": tuple(map(person, judges)), "how": "lot", "protocol": TEXT, "chance": TEXT}


def test_a_member_is_charged_heard_after_fifteen_days_and_appeals():
    s = local()
    s.do("bring-charge", 5, **charge(s))
    early = {"case": "c1", "hearing": s.stamp(14), "record": TEXT}
    assert s.refused("serve-charge", s.office(2, "secretary"), **early) == ["6.3"]
    s.do("serve-charge", s.office(2, "secretary"), **early | {"hearing": s.stamp(15)})
    s.do("file-evidence", 7, case="c1", item="i1", sort="statement", content=TEXT)
    s.do("announce-draw", tellers(s), case="c1", source="the lottery of Saturday", published=s.stamp(1))
    s.now += 86_400
    draw = s.state.cases.draws["c1"]
    lot = [int(n, 16) for n in order(s.act("seat-panel", tellers(s), **bench(8)), s.state, draw, TEXT, s.now)]
    assert set(s.refused("seat-panel", tellers(s), **bench(*lot[:4]))) == {"6.4"}
    assert set(s.refused("seat-panel", tellers(s), **bench(1, *lot[:4]))) == {"6.4", "floor 7", "bylaw 28"}
    s.do("seat-panel", tellers(s), **bench(*lot[:5]))
    s.now += 15 * 86_400
    judges = panel(*lot[:3])
    s.do("hold-hearing", judges, case="c1", record=TEXT)
    told = {"clause": "6.2", "ground": "threats", "rests_on": ("i1",), "yes": 4, "no": 1}
    s.do("decide-finding", judges, case="c1", outcome="found", reasons="1" * 64, **told)
    s.do(
        "decide-sanction",
        judges,
        case="c1",
        sanction="expulsion",
        reasons="2" * 64,
        lesser="3" * 64,
        member=person(6),
        yes=3,
        no=2,
    )
    assert not s.state.members.suspended(person(6), s.now + 29 * 86_400), "the appeal stays it"
    assert s.state.members.suspended(person(6), s.now + 31 * 86_400)
    s.do("appeal", Signer(person(6), "subject"), case="c1", grounds=TEXT)
    assert not s.state.members.suspended(person(6), s.now + 89 * 86_400)
    assert not s.state.members.suspended(person(6), s.now + 400 * 86_400), "undecided, it fell"
