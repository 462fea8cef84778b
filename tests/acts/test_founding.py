from bylaw.rules.clause import Clause
from bylaw.rules.meanings import May

from .society import Society

CLAUSES = (Clause(no="1", words="Any member may.", of=("found",), may=May(any_of=("founder",))),)


def test_a_founding_is_taken():
    society = Society(CLAUSES)
    assert society.taken.findings == ()
    assert society.state.identity.org
