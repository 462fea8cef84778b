"""Clauses on membership for tests, as data: change the number and the verdict changes."""

from bylaw.acts.act import Signer
from bylaw.rules.clause import Clause
from bylaw.rules.meanings import Admission, Classes, ClassOfMember, Lapse, May, Standing, Window
from bylaw.state.campaigns import Campaign

from .polling import BODIES, CLAUSES, DIGEST, INTERIM, OFFICES
from .society import Society, person

SUBJECT = ("return", "request-transfer", "resign")
MEMBERSHIP = (
    Clause(no="1", words="Classes.", classes=Classes(names=(
        ClassOfMember(name="ordinary"), ClassOfMember(name="couple", joint=True),
        ClassOfMember(name="youth", stands=False), ClassOfMember(name="honorary", votes=False, stands=False)))),
    Clause(no="40", words="Whoever wants to may apply.", of=("apply",), may=May(any_of=("applicant",))),
    Clause(no="41", words="The secretary admits after a week, on probation for six months.", of=("admit", "promote"),
           may=May(any_of=("office secretary root",)), admission=Admission(objection_days=7, candidate_months=6)),
    Clause(no="42", words="Members object.", of=("object-to-admission",), may=May(any_of=("member here",))),
    Clause(no="43", words="The secretary keeps the roll.",
           of=("change-class", "record-death", "open-import", "give-lapse-notice", "lapse"),
           may=May(any_of=("office secretary root", "office secretary root & subject"))),
    Clause(no="44", words="The treasurer attests.", of=("attest-standing", "remind-arrears"),
           may=May(any_of=("office treasurer root",))),
    Clause(no="45", words="Arrears count after thirty days, two reminders and ten days.",
           standing=Standing(grace_days=30, reminders=2, remind_days=10)),
    Clause(no="46", words="Two weeks' notice, half a year to come back.", lapse=Lapse(notice_days=14, return_days=180)),
    Clause(no="47", words="Members speak for themselves.", of=SUBJECT,
           may=May(any_of=("subject", "office secretary root"))),
    Clause(no="48", words="The branch accepts; after a week, any member there.", of=("accept-transfer",),
           may=May(any_of=("office secretary here", "member due")), window=Window(days=7)),
    Clause(no="49", words="Anybody brings chunks.", of=("import-chunk",), may=May(any_of=("anyone",))),
)  # fmt: skip


def society(*more: Clause, founders: int = 6) -> Society:
    offices = (*OFFICES, type(OFFICES[0])("treasurer", "root"))
    clauses = (*CLAUSES[1:], *MEMBERSHIP, *more)
    return Society(
        clauses, founders=founders, bodies=BODIES, offices=offices, interim=(*INTERIM, ("treasurer", 2))
    )


def silent(s: Society, *members: int) -> None:
    """A campaign that asked these members, reminded them, and was closed without an answer."""
    s.state.campaigns.open(Campaign("old", "root", "interim.0", s.now, s.now, s.now))
    for n in members:
        s.state.campaigns.remind("old", person(n), s.now - 8 * 86_400)


def subject(n: int) -> Signer:
    return Signer(person(n), "subject")


__all__ = ["DIGEST", "silent", "society", "subject"]
