"""A union local as the demo plays it: its stage, its profile and who signs for it.

Everything goes through the real store with real keys under a simulated clock; each refusal is one that
somebody really tries.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from bylaw.acts.act import Signer
from bylaw.acts.law.founding import Found
from bylaw.acts.secret_ballots.ballots import ServedFile
from bylaw.people.files import FOLDER
from bylaw.people.person import Opening
from bylaw.people.register import Register
from bylaw.record.broken import Broken
from bylaw.record.clock import instant
from bylaw.record.encoding import encode
from bylaw.rehearsal.charter import charter
from bylaw.rehearsal.stage import OffScript, Player, Say, Stage
from bylaw.rules.load import Profile
from bylaw.store.organisation import Organisation

ORIGIN = "local12.invalid/record"
"""The name of the log that every play of the local has."""
START = "2025-01-06T15:00:00Z"
PORTAL = "http://localhost:8000"
"""Where `make demo` serves; passkeys of the demo sign there and nowhere else."""
PASSKEYS = frozenset(("m030", *(f"m{n:03}" for n in range(40, 50))))
"""Members who sign with passkeys: the next secretary, and ten who have no office."""
OFFICERS = ("president", "secretary", "treasurer", "registrar")
INTERIM = {"teller": 73, "president": 116}
"""Days after which an interim mandate ends, where it is not a year."""
FOUNDERS = ("anna", "ben", "carla", "dora", "emil", "fred", "gina")


class Local:
    """The local on its stage; scenes change who holds which office."""

    def __init__(self, stage: Stage, profile: Profile, say: Say) -> None:
        self.on, self.profile, self.say = stage, profile, say
        self.clerks = "emil", "fred"
        """The two tellers who sign."""
        self.booth: tuple[ServedFile, ...] = ()
        """The files of the booth that the members' server sends, where they have one."""

    def secretary(self) -> Signer:
        """Ben, who keeps the books until somebody else is elected."""
        return self.on.as_office("ben", "secretary")

    def president(self) -> Signer:
        """Anna, in the chair."""
        return self.on.as_office("anna", "president")

    def pair(self) -> tuple[Signer, Signer]:
        """The two keys that the bylaws ask for."""
        return self.secretary(), self.president()

    def tellers(self) -> tuple[Signer, Signer]:
        """Two of the three tellers."""
        return self.on.as_office(self.clerks[0], "teller"), self.on.as_office(self.clerks[1], "teller")


def words_of(local: Local, who: str, field: str, text: str) -> str:
    """Commit to somebody's words, and keep what opens them under her own key in the register."""
    on = local.on
    opening = Opening(on.state.identity.org, f"words of {who}", field, on.draw(text, 32), text.encode())
    with Register.open(on.organisation.folder / FOLDER) as register:
        register.keep(on.member(who), [opening])
    return opening.commitment


def hash_of(text: str) -> str:
    """Give a commitment for papers that the play does not show."""
    return sha256(text.encode()).hexdigest()


def found_local(folder: Path, profile: Profile, seed: str, say: Say, portal: str = PORTAL) -> Local:
    """Found the local: seven founders, each office to one of them until the first election.

    ``portal`` is the one origin at which its members sign with passkeys.
    """
    key = sha256(
        f"{seed} log".encode()
    ).digest()  # the organisation's name follows from it, and from that all lots
    organisation = Organisation.create(folder, ORIGIN, key)
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
    return Local(stage, profile, say)


def _founding(stage: Stage, profile: Profile, players: list[Player], portal: str) -> Found:
    seats = [*zip(OFFICERS, FOUNDERS, strict=False)]
    seats += [("teller", name) for name in FOUNDERS[4:]]
    return charter(
        stage.organisation,
        profile,
        {player.member: player.key.key for player in players},
        [(stage.member(name), office, stage.day(INTERIM.get(office, 365))) for office, name in seats],
        nonce=stage.draw("founding", 16).hex(),
        until=stage.day(1),
        name="Local 12",
        witnesses=(str(stage.witness.vkey),),
        quorum=1,
        rp_id="localhost",
        origins=(portal,),
    )
