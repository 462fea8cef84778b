"""The demo: a union local lives one year, from its founding to a new bylaw and a succeeded officer.

Everything goes through the real store with real keys under a simulated clock; each refusal is one that
somebody really tries. ``play`` gives the stage, on which an audit and three forgeries follow.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace

from bylaw.acts.act import Seen, Signer
from bylaw.acts.attendance import Arrival
from bylaw.acts.deliberation import members_at
from bylaw.acts.electing import roll_root, voters_of
from bylaw.acts.founding import FirstBody, FirstOffice, Found, Founder, Interim
from bylaw.acts.franchise import electors
from bylaw.acts.meetings import AgendaItem
from bylaw.acts.roll_import import Row, digest_of
from bylaw.acts.standing import Dues
from bylaw.people.files import FOLDER
from bylaw.people.layout import PLAIN
from bylaw.people.preview import preview
from bylaw.people.register import NotImported, Register
from bylaw.people.rows import chunks as cut
from bylaw.people.rows import record_rows
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.encoding import encode
from bylaw.record.keys import Key
from bylaw.record.log.tree import EMPTY
from bylaw.rehearsal.roll import roll_csv
from bylaw.rehearsal.stage import DAY, OffScript, Player, Say, Stage
from bylaw.rules.clause import Clause
from bylaw.rules.load import Profile
from bylaw.rules.meanings import Meaning
from bylaw.state.bodies import ROOT
from bylaw.store.organisation import Organisation

START = "2025-01-06T15:00:00Z"
MEMBERS = 240
PORTAL = "http://localhost:8000"
"""Where `make demo` serves; passkeys of the demo sign there and nowhere else."""
PASSKEYS = frozenset(("m030", *(f"m{n:03}" for n in range(40, 50))))
"""Members who sign with passkeys: the next secretary, and ten who have no office."""
OFFICERS = ("president", "secretary", "treasurer", "registrar")
INTERIM = {"teller": 73, "president": 116}
"""Days after which an interim mandate ends, where it is not a year."""
FOUNDERS = ("anna", "ben", "carla", "dora", "emil", "fred", "gina")


class LocalYear:
    """One year of a union local, scene by scene."""

    def __init__(self, stage: Stage, profile: Profile, say: Say) -> None:
        self.on, self.profile, self.say = stage, profile, say
        self.imported: list[str] = []
        self.clerks = "emil", "fred"
        self.tempted = True

    def secretary(self) -> Signer:
        """Ben, who keeps the books until somebody else is elected."""
        return self.on.as_office("ben", "secretary")

    def president(self) -> Signer:
        """Anna, in the chair."""
        return self.on.as_office("anna", "president")

    def pair(self) -> tuple[Signer, Signer]:
        """The two keys that the bylaws ask for."""
        return self.secretary(), self.president()

    def play(self) -> None:
        """The whole year."""
        self.roll()
        self.newcomer()
        self.bylaw()
        self.elections()
        self.on.witnessed()
        self.term_runs_out()
        self.on.wait(5)
        self.on.witnessed()
        self.on.cosigned()

    # --- the roll

    def roll(self) -> None:
        """Import the old list; two officers attest it, and nobody's name enters the record."""
        folder = self.on.organisation.folder
        (folder / "roll.csv").write_bytes(roll_csv(MEMBERS, self.on.seed))
        salts = iter(range(10**9))
        with Register.create(folder / FOLDER) as register:
            found = preview(BytesIO((folder / "roll.csv").read_bytes()), PLAIN, register)
            taken = register.import_roll(
                found,
                self.on.state.identity.org,
                "roll-2025",
                self._imported,
                lambda: self.on.draw(f"salt {next(salts)}", 32),
            )
        assert not isinstance(taken, NotImported), taken.problems
        rows = tuple(
            replace(row, key=self._key(i)) for i, row in enumerate(record_rows(self.on.state, taken, ROOT))
        )
        chunks = list(cut(rows))
        digests = tuple(map(digest_of, chunks))
        self.on.do(
            "open-import", *self.pair(), roll="roll-2025", chunks=digests, members=len(rows),
            tell=f"secretary and president attest the old roll of {len(rows)} members; no name leaves the register",
        )  # fmt: skip
        self.on.refused(
            "import-chunk", roll="roll-2025", rows=(*chunks[0][:-1], Row("f" * 32, "root", "ordinary", START)),
            tell="somebody slips a member of his own into the list",
        )  # fmt: skip
        for chunk in chunks:
            self.on.do("import-chunk", roll="roll-2025", rows=chunk)
        dues = tuple(Dues(row.member, "2025-12-31T23:59:59Z") for row in rows)
        self.on.do("attest-standing", self.on.as_office("carla", "treasurer"), dues=dues,
                   tell="the treasurer attests until when dues are paid, never how much")  # fmt: skip

    def _imported(self) -> str:
        name = f"m{len(self.imported):03}"
        self.imported.append(name)
        return self.on.cast(name).member

    def _key(self, n: int) -> Key | None:
        return self.on.cast(self.imported[n]).key.key if n < 60 else None

    # --- a newcomer

    def newcomer(self) -> None:
        """Hana applies, is admitted too soon in vain, and in time in earnest."""
        on = self.on
        hana = on.cast("hana")
        on.do("apply", Signer(hana.member, "applicant"), member=hana.member, body="root", cls="ordinary",
              key=hana.key.key, tell="hana applies with a key of her own")  # fmt: skip
        on.do("sponsor", "m000", applicant=hana.member)
        on.wait(7)
        on.refused(
            "admit", self.secretary(), applicant=hana.member, tell="the secretary admits her after a week"
        )
        on.do("sponsor", "m001", applicant=hana.member)
        on.wait(7)
        on.refused("admit", "m002", applicant=hana.member, tell="a member who holds no office admits her")
        on.do(
            "admit",
            self.secretary(),
            applicant=hana.member,
            tell="two sponsors, fourteen days: hana is a member",
        )

    # --- a bylaw

    def bylaw(self) -> None:
        """The meeting raises its quorum; the resolution is a warrant for these words, once."""
        on = self.on
        clause = next(c for c in self.profile.clauses if c.no == "3.2")
        new = self._quorum(clause, 30, "Five per cent of the members, and at least thirty, are a quorum.")
        other = self._quorum(clause, 3, "Three are a quorum.")
        fields = {"name": "quorum-2025", "clauses": (new,)}
        items = (AgendaItem("quorum", "Raise the quorum of the meeting", ("amend-bylaws",)),)
        on.refused("call-meeting", self.secretary(), name="m-feb", body="root", begins=on.day(5), items=items,
                   tell="the secretary calls a meeting five days ahead")  # fmt: skip
        on.do("call-meeting", self.secretary(), name="m-feb", body="root", begins=on.day(15), items=items,
              tell="the secretary calls a meeting, fifteen days ahead, naming the item")  # fmt: skip
        on.wait(15)
        on.do("open-meeting", self.president(), meeting="m-feb", served=members_at(on.state, ROOT, on.now))
        present = tuple(Arrival(on.member(f"m{n:03}")) for n in range(40))
        on.do("record-attendance", self.secretary(), meeting="m-feb", arrived=present,
              tell=f"{len(present)} members come")  # fmt: skip
        on.do("move", "m000", name="raise-quorum", body="root", text=hash_of("why"), meeting="m-feb", item="quorum",
              matter=on.matter("amend-bylaws", **fields))  # fmt: skip
        on.do("second", "m001", motion="raise-quorum")
        on.refused("record-vote", *self.pair(), motion="raise-quorum", yes=30, no=12, blank=0, how="show",
                   tell="42 votes are counted where 40 members came, of whom one is retired")  # fmt: skip
        on.do("record-vote", *self.pair(), motion="raise-quorum", yes=28, no=9, blank=2, how="show",
              tell="28 to 9, two blank: two thirds of the votes cast carry it")  # fmt: skip
        warrant = Signer(on.member("m000"), "warrant", "resolution.raise-quorum")
        on.refused("amend-bylaws", warrant, name="quorum-2025", clauses=(other,),
                   tell="under that resolution somebody enters other words")  # fmt: skip
        on.do(
            "amend-bylaws",
            warrant,
            **fields,
            tell="the amendment is entered word for word; law in thirty days",
        )
        on.refused(
            "amend-bylaws", warrant, name="again", clauses=(new,), tell="the resolution is used a second time"
        )
        on.do("close-meeting", self.president(), meeting="m-feb")

    @staticmethod
    def _quorum(clause: Clause, least: int, words: str) -> Clause:
        rule: Meaning = clause.quorum  # type: ignore[assignment]
        measure = replace(rule.measure, at_least=least)  # type: ignore[attr-defined]
        return replace(clause, words=words, quorum=replace(rule, measure=measure))

    # --- elections

    def elections(self) -> None:
        """The interim tellers and the interim president give way to elected ones."""
        self.election("teller", 3, {"m010": 71, "m011": 64, "m012": 58, "m013": 31})
        self.clerks = "m010", "m011"
        self.election("president", 1, {"m020": 92, "m021": 67})

    def term_runs_out(self) -> None:
        """Ben's interim year is over: what he signs is refused, and any member may call the election."""
        on = self.on
        on.wait(367 - (on.now - (instant(START) or 0)) / DAY)
        kim = on.cast("kim")
        applicant = Signer(kim.member, "applicant")
        on.do("apply", applicant, member=kim.member, body="root", cls="ordinary", key=kim.key.key)
        tell = "ben's year as interim secretary is over, and he goes on signing"
        on.refused("decline", self.secretary(), applicant=kim.member, tell=tell)
        self.election("secretary", 1, {"ben": 55, "m030": 88}, caller="m005")

    def election(self, office: str, seats: int, votes: dict[str, int], caller: str = "") -> None:
        """Put an office to the vote: notice, nominations, paper, poll, count, result."""
        on, name = self.on, f"{office}-{self.on.day(0)[:4]}"
        call = {"election": name, "office": office, "body": "root", "seats": seats}
        days = {"nominations": on.day(30), "opens": on.day(40), "closes": on.day(41), "begins": on.day(45)}
        if caller:
            tell = f"a member calls the election of the {office}: it is due, so the right has passed to all"
            on.do("call-election", caller, **call, **days, tell=tell)
        else:
            if office == "president":
                self._too_soon(call)
            tell = f"the secretary calls an election, forty days ahead: {seats} of {office}"
            on.do("call-election", self.secretary(), **call, **days, tell=tell)
        self._nominate(name, tuple(votes))
        self._poll(name, tuple(votes))
        self._count(name, votes)
        self._declare(name, sorted(votes, key=lambda who: -votes[who]), seats)

    def _too_soon(self, call: dict[str, object]) -> None:
        on = self.on
        soon = {"nominations": on.day(2), "opens": on.day(10), "closes": on.day(11), "begins": on.day(45)}
        tell = "the secretary calls an election of the president ten days ahead"
        on.refused("call-election", self.secretary(), **call, **soon, tell=tell)

    def tellers(self) -> tuple[Signer, Signer]:
        """Two of the three tellers."""
        return self.on.as_office(self.clerks[0], "teller"), self.on.as_office(self.clerks[1], "teller")

    def _nominate(self, name: str, candidates: tuple[str, ...]) -> None:
        on = self.on
        on.wait(5)
        if name.startswith("president"):
            hana = {"election": name, "member": on.member("hana")}
            on.refused("nominate", "m003", **hana, tell="hana, a member for some weeks, is nominated")
        for who in candidates:
            on.do("nominate", "m003", election=name, member=on.member(who))
            on.do(
                "accept-nomination", Signer(on.member(who), "subject"), election=name, member=on.member(who)
            )

    def _poll(self, name: str, candidates: tuple[str, ...]) -> None:
        on = self.on
        on.wait(35)
        election = on.state.elections.all[name]
        roll = electors(on.state, voters_of(on.state, election), election.record)
        paper = {"election": name, "voters": len(roll), "root": roll_root(roll)}
        members = tuple(on.member(who) for who in candidates)
        if self.tempted:
            tell = "a candidate who was nominated in time is left off the paper"
            on.refused("fix-paper", *self.tellers(), **paper, options=members[:-1], tell=tell)
        tell = f"paper and roll are fixed: {len(members)} candidates, {len(roll)} voters"
        on.do("fix-paper", *self.tellers(), **paper, options=members, tell=tell)
        on.do("open-poll", *self.tellers(), election=name)
        on.wait(1)
        on.do("close-poll", "m004", election=name, served=len(roll), records=hash_of("delivery records"))

    def _count(self, name: str, votes: dict[str, int]) -> None:
        on, cast = self.on, sum(votes.values())
        count = {"election": name, "unit": "root", "took_part": cast + 2, "valid": cast, "invalid": 2}
        if self.tempted:
            first, *rest = votes.values()
            stuffed = {**count, "took_part": 900, "valid": 898, "votes": (898 - cast + first, *rest)}
            tell = "900 are said to have voted, of a roll of some 230"
            on.refused("enter-count", *self.tellers(), **stuffed, tell=tell)
        tell = "two tellers sign the count: " + ", ".join(f"{who} {n}" for who, n in votes.items())
        on.do("enter-count", *self.tellers(), **count, votes=tuple(votes.values()), tell=tell)

    def _declare(self, name: str, order: list[str], seats: int) -> None:
        on = self.on
        ids = [on.member(who) for who in order]
        on.wait(2)
        if self.tempted:
            tell = f"{order[-1]}, who came last, is declared elected"
            elected = (ids[-1], *ids[1:seats])
            on.refused("declare-result", *self.tellers(), election=name, elected=elected, tell=tell)
            self.tempted = False
        fields = {"elected": tuple(ids[:seats])}
        tell = f"elected, as the count says: {', '.join(order[:seats])}"
        on.do("declare-result", *self.tellers(), election=name, **fields, tell=tell)


def hash_of(text: str) -> str:
    """Give a commitment for papers that the play does not show."""
    return sha256(text.encode()).hexdigest()


def open_stage(folder: Path, profile: Profile, seed: str, say: Say, portal: str = PORTAL) -> LocalYear:
    """Found the local: seven founders, each office to one of them until the first election.

    ``portal`` is the one origin at which its members sign with passkeys.
    """
    organisation = Organisation.create(folder, "local12.invalid/record")
    if isinstance(organisation, Broken):
        raise OffScript(str(organisation))
    stage = Stage(organisation, instant(START) or 0, seed, say, PASSKEYS)
    players = [stage.cast(name) for name in FOUNDERS]
    raw = encode(_founding(stage, profile, players, portal))
    done = organisation.submit(stage.now, raw, [player.sign(raw) for player in players])
    if isinstance(done, Broken) or done.refused:
        raise OffScript(str(done))
    say(
        f"{START[:10]}  seven members found the local, accept its {len(profile.clauses)} clauses and share the offices"
    )
    return LocalYear(stage, profile, say)


def _founding(stage: Stage, profile: Profile, players: list[Player], portal: str) -> Found:
    seats = [*zip(OFFICERS, FOUNDERS, strict=False)]
    seats += [("teller", name) for name in FOUNDERS[4:]]
    key = stage.organisation.vkey
    return Found(
        nonce=stage.draw("founding", 16).hex(),
        seen=Seen(0, EMPTY.hex()),
        until=stage.day(1),
        by=tuple(Signer(player.member, "founder") for player in players),
        name="Local 12",
        clock="simulated",
        zone=profile.zone,
        origin=key.name,
        log_key=str(key),
        bylaws=profile.clauses,
        bodies=(
            FirstBody(ROOT, "assembly"),
            *(FirstBody(name, unit.kind, unit.parent, unit.organ) for name, unit in profile.bodies.items()),
        ),
        offices=tuple(FirstOffice(name, file.body, file.seats) for name, file in profile.offices.items()),
        founders=tuple(Founder(player.member, player.key.key, "ordinary") for player in players),
        interim=tuple(
            Interim(stage.member(name), office, ROOT, stage.day(INTERIM.get(office, 365)))
            for office, name in seats
        ),
        witnesses=(str(stage.witness.vkey),),
        quorum=1,
        rp_id="localhost",
        origins=(portal,),
    )
