"""A secret election in a record by commands, as its people type them at a shell."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bylaw.casting import Accepted, BallotBox
from bylaw.cli.main import main
from bylaw.record.clock import rfc3339
from bylaw.record.sshsig import SshSigner, write_private_key
from bylaw.rules.clause import Clause
from tests.acts.boxing import CHAIRS, COUNCIL
from tests.acts.recorded import BOXES, Recorded
from tests.acts.society import DAY, person

MEMBERS = range(1, 13)
CIRCLE = {1: 8, 2: 9, 3: 10}
"""Which members are its trustees, by their places."""
ANSWERS = (("1", "1,2,3"), ("1,2", "1,2,0"), ("2", "1,0,0"), ("1", "2,1,3"), ("1", "1,3,2"))
"""How five of twelve vote: whom they approve of, and the rank of each candidate for the council."""
OPENS, CLOSES = 40, 47


class Hands:
    """What is typed at a shell, on the day that it is."""

    def __init__(self, folder: Path, *more: Clause) -> None:
        society = Recorded(folder / "org", founders=len(MEMBERS), rules=(*BOXES, *more))
        society.organisation.close()
        self.folder, self.org, self.start, self.now = folder, folder / "org", society.now, society.now
        for n in MEMBERS:
            key = SshSigner(sha256(f"{person(n)} 0".encode()).digest())
            (folder / f"m{n}").write_bytes(write_private_key(key))

    def day(self, days: int) -> str:
        """Let time pass until so many days after the founding."""
        self.now = self.start + days * DAY
        return rfc3339(self.now)

    def types(self, *words: object) -> str:
        return str(self.typed(*words).stdout)

    def typed(self, *words: object) -> Result:
        done = CliRunner().invoke(main, [str(word) for word in words])
        assert done.exit_code == 0, (words, done.output)
        return done

    def told(self, line: str, *more: object) -> dict[str, Any]:
        """A line of `bylaw election`, in which a word with a dot or a stroke is a file here."""
        words = [self.folder / word if "." in word or "/" in word else word for word in line.split()]
        found: dict[str, Any] = json.loads(self.types("election", *words, *more, "--json"))
        return found

    def act(self, kind: str, *by: str, **fields: object) -> list[str]:
        """An act by the members whose keys these are; a list is an option that is given more than once.

        Gives the lines that are said beside the answer.
        """
        words: list[object] = ["act", self.org, kind, "--at", rfc3339(self.now)]
        for name, value in fields.items():
            for each in value if isinstance(value, list) else [value]:
                words += [f"--{name.replace('_', '-')}", each]
        for key in by:
            words += ["--as", f"{self.folder}/{key}"]
        return self.typed(*words).stderr.splitlines()

    def files(self, kind: str, *by: str, attach: dict[str, Path], **fields: object) -> list[str]:
        """An act that names files by their hashes, which are laid beside the record."""
        return self.act(kind, *by, **fields, **attach, attach=list(attach.values()))


def called(hands: Hands) -> None:
    """Call both elections."""
    steps = {"nominations": 10, "opens": OPENS, "closes": CLOSES, "begins": 50}
    days = {step: rfc3339(hands.start + day * DAY) for step, day in steps.items()}
    for name, office, seats in (("e1", "chair", 1), ("e2", "councillor", 2)):
        about = {"election": name, "office": office, "body": "board", "seats": seats, "means": "box"}
        hands.act("call-election", "m1:secretary", **about, **days)


def nominated(hands: Hands, already: tuple[int, ...] = ()) -> None:
    """Nominate everybody who stands, and fix the papers."""
    for name, numbers in (("e1", CHAIRS), ("e2", COUNCIL)):
        for n in numbers:
            if name != "e1" or n not in already:
                hands.act("nominate", f"m{n}", election=name, member=person(n))
    hands.day(OPENS - 1)
    for name in ("e1", "e2"):
        hands.act("fix-paper", "m1:secretary", election=name)


def drafted(hands: Hands, *called: object) -> None:
    """Questions, and the draft; `called` are options of its command."""
    chair, council = ([person(n) for n in numbers] for numbers in (CHAIRS, COUNCIL))
    ranked = {"type": "NonHomomorphic", "value": {"answers": council, "question": "Council"}}
    marks = {"answers": chair, "min": 0, "max": len(chair), "question": "Chair"}
    asked = {"name": "Board", "description": "Chair and council", "questions": [marks, ranked]}
    (hands.folder / "questions.json").write_text(json.dumps(asked))
    hands.told("draft questions.json draft.json", *called)


def set_up(hands: Hands) -> None:
    """Questions, credentials, and what follows from them."""
    drafted(hands)
    (hands.folder / "voters.txt").write_text("".join(f"v{n}\n" for n in MEMBERS))
    hands.told("credentials draft.json voters.txt credentials/ public.json")
    boxed(hands)


def boxed(hands: Hands) -> None:
    """Three trustees of whom two open it, the archive, the box and the rehearsal."""
    for place in CIRCLE:
        made = hands.told(f"circle certificate draft.json circle/ {place}.key --place", f"{place}/3")
        assert made["threshold"] == 2, "two of three, unless they say otherwise"
    for place, n in CIRCLE.items():
        digest = hands.told(f"circle deal draft.json circle/ {place}.key")["hash"]
        filed = {"election": "e1", "ceremony": "c1", "member": person(n), "commitment": digest}
        hands.act("file-coefficients", f"m{n}:subject", **filed)
    for place in CIRCLE:
        hands.told(f"circle show draft.json circle/ {place}.key")
    hands.told("circle distribute draft.json circle/ --size 3")
    for place in CIRCLE:
        hands.told(f"circle receive draft.json circle/ {place}.key")
    hands.told("circle finish draft.json circle/ --size 3")
    hands.told("set-up draft.json e.bel --credentials public.json --trustee circle/keys.json")
    hours = ("--opens", rfc3339(hands.start + OPENS * DAY), "--closes", rfc3339(hands.start + CLOSES * DAY))
    signs = hands.told("box create org/boxes/b1 e.bel", *hours)["signs"]
    keys = json.loads((hands.folder / "circle" / "keys.json").read_text())["verification_keys"]
    about = {"box": "b1", "elections": ["e1", "e2"], "unit": "root"}
    opening = {"opening": hands.folder / "e.bel"}
    lines = hands.files("set-up-ballot", "m2:president", "m1:secretary", attach=opening, **about)
    assert {f"filled in: signs {signs}", "filled in: ceremony c1"} <= set(lines), (
        "as box and record have them"
    )
    for place, key in enumerate(keys, 1):
        assert f"filled in: trustee {place} {person(CIRCLE[place])}, key {key['public_key']}" in lines
    for place, n in CIRCLE.items():
        shown = hands.told(f"rehearse e.bel {place}.key")
        hands.act("rehearse-trustees", f"m{n}:subject", box="b1", **shown)


def opened(hands: Hands) -> None:
    """Open both polls."""
    hands.day(OPENS)
    for name in ("e1", "e2"):
        hands.act("open-poll", "m1:secretary", election=name)


def polled(hands: Hands) -> None:
    """Put five ballots into the box, each under a head of its own."""
    for n, (chair, council) in enumerate(ANSWERS, 1):
        answers = ("--answer", chair, "--answer", council)
        hands.told(f"vote e.bel credentials/v{n}.txt v{n}.ballot", *answers)
        box = BallotBox.open(hands.org / "boxes" / "b1")
        assert isinstance(box, BallotBox)
        taken = box.cast((hands.folder / f"v{n}.ballot").read_bytes(), hands.now)
        assert isinstance(taken, Accepted)
        box.release()
        hands.act("box-head", "m11", box="b1", **hands.told("box head org/boxes/b1"))


def closed(hands: Hands) -> None:
    """Close both polls and the box."""
    hands.day(CLOSES)
    for name in ("e1", "e2"):
        hands.act("close-poll", "m11", election=name, served=len(MEMBERS), records="d" * 64)
    hands.act("close-box", "m11", box="b1", **hands.told("box close org/boxes/b1"))
    hands.told("box archive org/boxes/b1 b1.bel")


def counted(hands: Hands) -> Path:
    """Tally, two shuffles, two decryptions of three, the result; each trustee asks the record before she works."""
    archive, record = hands.folder / "b1.bel", ("--record", hands.org / "record", "--unwitnessed-ok")
    hands.told("tally b1.bel")
    hands.files("file-tally", "m11", box="b1", attach={"archive": archive})
    for step, kind, places in (("shuffle", "file-shuffle", (1, 2)), ("decrypt", "file-factors", (1, 3))):
        for place in places:
            hands.told(f"{step} b1.bel {place}.key {step}.{place}", *record)
            made = hands.told(f"unpack {step}.{place} made/{step}.{place}")
            trustee, by = made.pop("trustee"), f"m{CIRCLE[place]}:subject"
            attach = {name: Path(made[name]) for name in ("shuffle", "factors", "proofs") if name in made}
            hands.files(kind, by, box="b1", trustee=trustee, attach=attach)
            hands.told(f"post b1.bel {step}.{place}")
        if step == "shuffle":
            hands.told("end-shuffles b1.bel")
    hands.told("result b1.bel")
    hands.files("file-result", "m3:teller", "m4:teller", box="b1", attach={"archive": archive})
    return archive
