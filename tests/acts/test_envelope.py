"""What the envelope fixes: the head that the signer saw is one of this very log."""

from msgspec.structs import replace

from bylaw.acts.act import Seen
from bylaw.ledger import judge
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May
from tests.acts.society import Society

ATTEST = {
    "name": "fact",
    "fact": "rain",
    "source": "seen",
    "claimed": "2025-01-01T00:00:00Z",
    "evidence": "0" * 64,
}


def society():
    law = Clause(
        no="1", words="Members attest.", of=("attest", "resign"), may=May(any_of=("member here", "subject"))
    )
    return Society((law,))


def refusals(society, seen):
    act = replace(society.act("attest", 1, **ATTEST), seen=seen)
    return [finding.clause for finding in judge(society.state, act, society.now)]


def test_every_earlier_head_of_this_log_will_do():
    one = society()
    earlier = Seen(one.state.size, one.state.root(one.state.size))
    one.do("attest", 1, **{**ATTEST, "name": "first"})
    assert refusals(one, earlier) == []
    assert refusals(one, Seen(2, one.state.root(2))) == []
    assert refusals(one, Seen(0, one.state.root(0))) == []


def test_a_head_of_another_history_is_refused():
    one, other = society(), society()
    other.do("attest", 2, **ATTEST)
    one.do("attest", 1, **{**ATTEST, "name": "first"})
    assert refusals(one, Seen(2, other.state.root(2))) == ["bylaw 5"]
    assert refusals(one, Seen(1, other.state.root(2))) == ["bylaw 5"]
    assert refusals(one, Seen(3, one.state.root(2))) == ["bylaw 5"]
