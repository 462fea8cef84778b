"""What an amendment changed stays to be read: before and after, wherever it came to, and what was only asked for."""

from msgspec.structs import replace

from bylaw.acts.law.amendment import AmendBylaws
from bylaw.acts.substance import substance
from bylaw.projections.amending import asked, entered, is_open
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Embargo

from .governing import rule
from .polling import DIGEST
from .society import Society
from .test_ex_officio_amended import DAY, society

NEW = Clause(no="40", words="There is a choir.")
OTHER = replace(NEW, words="There is an orchestra.")


def amended(s: Society, name: str, **what) -> AmendBylaws:
    """Amend, and give the act."""
    act = s.do("amend-bylaws", s.office(1, "secretary"), name=name, **what).act
    assert isinstance(act, AmendBylaws)
    return act


def words(found) -> list[tuple[str, str]]:
    return [(c.before.words if c.before else "", c.after.words if c.after else "") for c in found.changes]


def test_each_is_compared_with_what_was_law_just_before_it_also_years_later():
    s = society()
    first = amended(s, "a1", clauses=(NEW,))
    s.wait(11)
    second = amended(s, "a2", clauses=(OTHER,))
    s.wait(11)
    third = amended(s, "a3", repeals=("40",))
    s.wait(400)
    told = [entered(s.state, act, s.now) for act in (first, second, third)]
    assert [words(found) for found in told] == [
        [("", NEW.words)],
        [(NEW.words, OTHER.words)],
        [(OTHER.words, "")],
    ]
    assert {found.stage for found in told} == {"entered"}
    assert told[0].since == s.state.amendments.all["a1"].since


def test_an_annulled_one_says_since_when_and_one_that_waits_for_a_register_is_compared_with_today():
    s = society()
    act = amended(s, "a1", clauses=(NEW,), repeals=("23",))
    entry = s.state.size - 1
    s.wait(12)
    fields = {"table": "amendment", "thing": "a1", "entry": entry, "reasons": DIGEST}
    s.do("annul", s.office(1, "secretary"), **fields)
    found = entered(s.state, act, s.now + DAY)
    assert (found.stage, found.since) == ("annulled", s.now + 1)
    assert words(found) == [("", NEW.words), ("Words of clause 23.", "")]
    kept = society(rule("31", "amend-bylaws", embargo=Embargo(effective="registered")))
    waits = amended(kept, "a1", clauses=(NEW,))
    kept.wait(9)
    assert entered(kept.state, waits, kept.now).stage == "waiting"
    done = {"amendment": "a1", "extract": DIGEST, "register_name": "court"}
    kept.do("register-amendment", kept.office(1, "secretary"), **done)
    assert entered(kept.state, waits, kept.now).stage == "entered"


def test_what_was_entered_in_other_words_is_not_what_was_asked_for():
    s = society()
    act = amended(s, "a1", clauses=(NEW,))
    assert entered(s.state, replace(act, clauses=(OTHER,)), s.now) is None
    assert entered(s.state, replace(act, name="a2"), s.now) is None
    s.wait(11)
    found = asked(s.state, replace(act, clauses=(OTHER,)), s.now)
    assert (found.stage, found.since, words(found)) == ("asked", s.now, [(NEW.words, OTHER.words)])
    assert not is_open(s.state, substance(act), s.now), "nobody moved it"
