"""The ways through the demo: as whom, and where to look first."""

from __future__ import annotations

from msgspec import Struct

from bylaw.portal.sentences import marked as _


class Visit(Struct, frozen=True):
    """One way through the demo: as whom, and the stops, each an address with what there is to see."""

    name: str
    title: str
    about: str
    stops: tuple[tuple[str, str, str], ...]
    office: str = ""


VISITS = (
    Visit(
        "member", _("As a member"), _("You pay dues and would like to be asked."),
        (
            ("/me/", _("What may I do now?"), _("What is open for you, until when; what is not, and by which clause.")),
            ("/acts/", _("Move, second, object"), _("Each form says beforehand whether the bylaws allow it.")),
            ("/bylaws/", _("Read the rules"), _("A book in which each refusal has its place.")),
        ), "-",
    ),
    Visit(
        "officer", _("As the secretary"), _("You keep the books, and every step has a date."),
        (
            ("/me/", _("My duties"), _("What is due, by when, by which clause.")),
            ("/act/call-meeting/", _("Call a meeting"), _("Try five days ahead, then fifteen.")),
            (
                "/act/approve-minutes/", _("Sign with the president"),
                _("Two signatures: the second signer finds it waiting."),
            ),
        ), "secretary",
    ),
    Visit(
        "registrar", _("As the registrar"), _("You look after cards and doors."),
        (
            ("/cards/", _("Cards"), _("Who asks for one, and the list that doors go by.")),
            ("/door/", _("A door"), _("Checks cards with your camera, also without a network.")),
            ("/me/card/", _("My own card"), _("Show it at the door.")),
        ), "registrar",
    ),
    Visit(
        "charged", _("As a member charged"), _("You were charged, and know what is said of you."),
        (
            ("/cases/case-1/", _("My case"), _("Every step, the file, and its papers.")),
            ("/me/looks/", _("Who looked?"), _("Each look at what is kept about you, with its reason.")),
            ("/bylaws/", _("The rules"), _("Hearing, panel, appeal: each with its clause.")),
        ), "@",
    ),
    Visit(
        "trustee", _("As a trustee"), _("You hold one part of the key to a secret ballot."),
        (
            ("/elections/", _("The elections"), _("What the record holds of a box: its heads, its keys, its result.")),
            ("/verify/", _("Check the box"), _("A tracking number, checked in your browser.")),
            ("/acts/", _("What I sign"), _("Ceremony, rehearsal, factors: each with a proof that others check.")),
        ), "teller",
    ),
    Visit(
        "stranger", _("As a stranger"), _("You trust nobody here. Quite right."),
        (
            (
                "/offices/root/president/", _("Who elected the president?"),
                _("Back to the clause, ticked in your browser."),
            ),
            ("/verify/", _("Check everything"), _("Head, entries and witnesses; then at home with one command.")),
            ("/entries/", _("Read the record"), _("Every act in its order; no name in it.")),
        ),
    ),
)  # fmt: skip
