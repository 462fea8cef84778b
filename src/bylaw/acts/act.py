"""What every act is: the envelope that its signers fix, and the questions that the judge asks of it.

An act is command and event at once. Its class declares, in one place, its fields, what its clauses are
asked (``findings``) and what it changes (``apply``); decoder, schema, command line, forms and reference
pages all come from the class.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from msgspec import Meta, Struct

from bylaw.record.encoding import Int
from bylaw.rules.bylaws import Law
from bylaw.rules.clause import Provision
from bylaw.rules.finding import Finding
from bylaw.state import State
from bylaw.state.bodies import ROOT
from bylaw.state.keys import HeldKey as HeldKeyThing

if TYPE_CHECKING:
    from bylaw.acts.sealed import Sealed

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""A SHA-256 value in lower-case hexadecimal."""
Fingerprint = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", title="fingerprint")]
"""A SHA-256 value that is worked out from what the record or the register holds, and never stands for words."""
Id = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
"""A random 128-bit id or nonce in lower-case hexadecimal."""
Name = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,62}$")]
"""A name that an act gives to what it creates."""
Stamp = Annotated[
    str,
    Meta(
        min_length=20,
        max_length=20,
        extra_json_schema={"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
    ),
]
"""A time as the record writes it; the judge refuses other texts, and days that do not exist (``bylaw 1``)."""
Text = Annotated[str, Meta(min_length=1, max_length=500)]
"""Words that everybody may read: never about a person."""
Count = Annotated[int, Meta(ge=0, le=2**53 - 1)]

Member = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", extra={"ref": "member"})]
Body = Annotated[str, Meta(max_length=63, extra={"ref": "body"})]
Mandate = Annotated[str, Meta(max_length=130, extra={"ref": "mandate"})]
Warrant = Annotated[str, Meta(max_length=63, extra={"ref": "warrant"})]
HeldKey = Annotated[str, Meta(max_length=64, extra={"ref": "key"})]
NewMember = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", extra={"new": "member"})]
NewBody = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9.-]{0,62}$", extra={"new": "body"})]

Right = Literal["member", "office", "warrant", "panel", "subject", "holder", "applicant", "founder", "anyone"]

Evidence = Mapping[str, object]
"""Hash of an attachment or sealed field to what pure code found in its bytes."""


class Signer(Struct, frozen=True, gc=False, forbid_unknown_fields=True, omit_defaults=True):
    """One person under an act and the right that she claims; ``ref`` is her mandate, or the warrant."""

    member: Annotated[str, Meta(min_length=32, max_length=32)]
    """An id; she must have a key, so its digits are not looked at here."""
    right: Right
    ref: Annotated[str, Meta(max_length=130)] = ""


class Seen(Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The newest head that the signer's client had verified: its size, and its root."""

    size: Int
    root: Annotated[str, Meta(min_length=64, max_length=64)]
    """A SHA-256 value in lower-case hexadecimal; the judge compares it, so its digits are not looked at here."""


class Act(
    Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    tag_field="act",
):
    """The envelope. Subclasses add fields, ``findings`` and ``apply``, and override the questions below."""

    org: str = ""
    nonce: Id
    seen: Seen
    until: Stamp
    by: Annotated[tuple[Signer, ...], Meta(max_length=64)] = ()

    brought_keys_sign: ClassVar[bool] = True
    """Whether a key that the act brings signs for its member; if not, a key of hers must sign beside it."""
    paper_right: ClassVar[Right] = "member"
    """The right by which somebody does this who does it on paper."""
    sealed: ClassVar[bool] = False
    """Whether it reveals a view or a trouble, so that the record takes it only sealed (``acts/sealed.py``)."""
    names_party: ClassVar[bool] = False
    """Whether it names a party to a case where it takes effect, so that others resolve and petition for it sealed."""
    leaf_item: ClassVar[str] = ""
    """The field of a sealed act whose word its leaf shows to everybody, where it names no item."""
    proves_itself: ClassVar[bool] = False
    """Whether the act needs no signer, because what it says can be checked from its bytes and the record."""
    can_lapse: ClassVar[bool] = False
    """Whether it can have its effect for a time only, which a clause asks whose breach ``lapses``."""
    clerical: ClassVar[tuple[str, ...]] = ()
    """The fields that no rule reads, in which a slip may be rectified."""
    pointed_to: ClassVar[tuple[str, ...]] = ()
    """The fields that name the thing whose page points to the entry of this act; empty where none does."""
    asks: ClassVar[tuple[str, ...]] = ()
    """The meanings without which this act cannot be judged; bylaws must answer each where the act is possible."""

    @classmethod
    def kind(cls) -> str:
        """Give the name by which clauses and commands speak of the act: its tag without the version."""
        return _kind(cls)

    @property
    def actor(self) -> str:
        """The member who does this for herself, or else the first signer; empty when nobody signed."""
        own = (s.member for s in self.by if s.right in ("member", "subject", "applicant"))
        return next(own, self.by[0].member if self.by else "")

    def place(self, state: State) -> str:
        """Give the body in which the act is done."""
        return ROOT

    def office_at_stake(self, state: State) -> str:
        """Give the office that the act is about, by which clauses may select; empty when none."""
        return ""

    def subject(self, state: State) -> str:
        """Give the member whom the act concerns, who may do it under a clause that says ``subject``."""
        return ""

    def judges(self, state: State) -> tuple[str, ...]:
        """Give those who sit on the panel of the case, who may do it under a clause that says ``panel``."""
        return ()

    def held_by(self, state: State, at: int) -> str:
        """Give the phrase of whoever holds what this is about, for a clause that says ``holder``; empty: nobody."""
        return ""

    def law_day(self, state: State, at: int) -> int:
        """Give the moment whose law governs: now, or the day on which the process began."""
        return at

    def due(self, state: State, at: int) -> str:
        """Say why the right to do this has passed to those whom a clause calls ``due``; empty when it has not."""
        return ""

    def needs(self) -> tuple[str, ...]:
        """Give the hashes of the attachments without which the act is not admitted."""
        return ()

    def carries(self) -> str:
        """Give the substance of the act that this one carries, as a motion does; empty where it carries none."""
        return ""

    def writer(self) -> str:
        """Give who did on paper what this carries; empty where it carries nothing on paper, or says it itself."""
        return ""

    def brings(self, at: int) -> tuple[HeldKeyThing, ...]:
        """Give the keys that this act itself introduces, each of which must sign it."""
        return ()

    def law_made(self, state: State, at: int) -> Law | None:
        """Give the law that would hold once this act has its full effect, if it changes the bylaws."""
        return None

    def asked_for(self, state: State) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the kinds of body and the names of offices for which the law it makes will be asked."""
        return tuple(state.bodies.kinds), tuple(state.offices.names)

    def findings(self, state: State, at: int, evidence: Evidence) -> Iterator[Finding]:
        """Yield every clause that the act breaks; it may assume that what it names exists."""
        return iter(())

    def put_to_vote(self, state: State, at: int) -> Iterator[Finding]:
        """Yield what already keeps a body from voting on whether to do this."""
        return iter(())

    def apply(self, state: State, at: int) -> None:
        """Change the state; cannot fail on a permitted act."""
        raise NotImplementedError

    def passing(self, state: State) -> str:
        """Give the thing that this changes for a time, where it does; empty where its effect cannot end by itself."""
        return ""

    def apply_for(self, state: State, at: int, ends: int) -> None:
        """Change the state until ``ends`` only, after which everything is as it was without anybody's act."""
        raise NotImplementedError

    @classmethod
    def lapsed(cls, state: State, thing: str, at: int) -> None:
        """End early what was done for a time to a thing."""
        raise NotImplementedError

    @classmethod
    def unopened(cls, state: State, at: int, leaf: Sealed) -> None:
        """Change what the leaf of such a step changes for a reader who cannot open it: nothing, if not overridden."""

    def ask(self, state: State, at: int, key: str, of: str = "") -> tuple[Provision, ...]:
        """Give the law on one meaning for this act: the choice or default, then each floor."""
        body = state.bodies.all.get(self.place(state))
        return state.bylaws.on(self.law_day(state, at)).find(
            key, of or self.kind(), body.kind if body else "", self.office_at_stake(state)
        )

    def rule(self, state: State, at: int, key: str, of: str = "") -> Any:
        """Give the rule that answers a question, or None; for numbers that shape an effect, not for breaches."""
        found = self.ask(state, at, key, of)
        return found[0].rule if found else None


@cache
def _kind(act: type[Act]) -> str:
    return str(act.__struct_config__.tag).partition("/")[0]
