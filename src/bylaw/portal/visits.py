"""The ways through the demo: as whom, and where to look first."""

from __future__ import annotations

from msgspec import Struct


class Visit(Struct, frozen=True):
    """One way through the demo: as whom, and the stops, each an address with what there is to see."""

    name: str
    title: str
    about: str
    stops: tuple[tuple[str, str, str], ...]
    office: str = ""


VISITS = (
    Visit(
        "member", "As a member", "You pay dues and would like to be asked.",
        (
            ("/me/", "What may I do now?", "What is open for you, until when; what is not, and by which clause."),
            ("/acts/", "Move, second, object", "Each form says beforehand whether the bylaws allow it."),
            ("/bylaws/", "Read the rules", "A book in which each refusal has its place."),
        ), "-",
    ),
    Visit(
        "officer", "As the secretary", "You keep the books, and every step has a date.",
        (
            ("/me/", "My duties", "What is due, by when, by which clause."),
            ("/act/call-meeting/", "Call a meeting", "Try five days ahead, then fifteen."),
            ("/act/approve-minutes/", "Sign with the president", "Two signatures: the second signer finds it waiting."),
        ), "secretary",
    ),
    Visit(
        "trustee", "As a trustee", "You hold one part of the key to a secret ballot.",
        (
            ("/elections/", "The elections", "What the record holds of a box: its heads, its keys, its result."),
            ("/verify/", "Check the box", "A tracking number, checked in your browser."),
            ("/acts/", "What I sign", "Ceremony, rehearsal, factors: each with a proof that others check."),
        ), "teller",
    ),
    Visit(
        "stranger", "As a stranger", "You trust nobody here. Quite right.",
        (
            ("/offices/root/president/", "Who elected the president?", "Back to the clause, ticked in your browser."),
            ("/verify/", "Check everything", "Head, entries and witnesses; then at home with one command."),
            ("/entries/", "Read the record", "Every act in its order; no name in it."),
        ),
    ),
)  # fmt: skip
