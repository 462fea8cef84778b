"""`bylaw card`: issued on disk, published, fetched by a door, and checked there without the record."""

import json
import secrets
import shutil

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.people.person import Person
from bylaw.people.register import Register
from bylaw.record.clock import rfc3339
from bylaw.record.signing import SshSigner
from bylaw.record.sshsig import write_private_key
from bylaw.store.files import write_secret
from bylaw.store.organisation import Organisation
from tests.club import CLUB

RULES = (
    CLUB
    + """
[clauses."4"]
words = "Members leave, and report lost cards."
of = ["resign", "report-card-lost"]
may = ["subject"]
[clauses."5"]
words = "The secretary looks after cards."
of = ["register-card-key", "revoke-card-key", "issue-card", "replace-card", "publish-card-status"]
may = ["office secretary here"]
card = { months = 12, list_hours = 24 }
"""
)
DORA = "0" * 31 + "9"
BEGAN, LATER, NEXT_DAY = "2025-01-02T10:00:00Z", "2025-01-02T12:00:00Z", "2025-01-03T10:00:00Z"


class Club:
    """A club on disk whose member Dora has a key, a name in the register, a picture and a card."""

    def __init__(self, folder):
        self.folder, self.door = folder / "club", folder / "door"
        (folder / "club.toml").write_text(RULES)
        (folder / "dora.jpg").write_bytes(b"a picture of dora")
        made = ("--profile", folder / "club.toml", "--clock", "simulated", "--at", "2025-01-01")
        self.run("new", self.folder, *made)
        write_secret(self.folder / "keys" / "dora", write_private_key(SshSigner(secrets.token_bytes(32))))
        applied = ("--member", DORA, "--body", "root", "--cls", "ordinary", "--key", "dora")
        self.act("apply", *applied, "--as", "dora:applicant")
        self.act("admit", "--applicant", DORA, "--as", "anna")
        with Register.create(self.folder / "private") as register:
            register.add(DORA, Person("Dora Müller"))
        self.run("card", "key", self.folder, "--as", "anna")

    def run(self, *words, code=0, stdin=None):
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
        assert result.exit_code == code, result.output
        return result.output

    def act(self, kind, *words, code=0):
        return self.run("act", self.folder, kind, *words, code=code)

    def issue(self, name="dora", *more, code=0):
        picture = ("--photo", self.folder.parent / "dora.jpg")
        target = ("--to", self.folder.parent / name)
        return self.run(
            "card", "issue", self.folder, DORA, *picture, *target, "--as", "anna", *more, code=code
        )

    def publish(self, at=BEGAN, *more, code=0):
        return self.run("card", "publish", self.folder, "--as", "anna", "--at", at, *more, code=code)

    def sync(self, *more, code=0, source=None):
        return self.run("card", "sync", source or self.folder / "record", self.door, *more, code=code)

    def trust(self):
        organisation = Organisation.open(self.folder)
        return ("--log", str(organisation.vkey))

    def check(self, at=LATER, *more, code=0, card="dora.txt"):
        return self.run(
            "card", "check", self.folder.parent / card, "--door", self.door, "--at", at, *more, code=code
        )

    def with_a_door(self):
        """The club, once a door has what is published of its cards."""
        self.publish()
        self.sync(*self.trust())
        return self

    def copied(self, place):
        """The same club in another folder, for a test that changes it."""
        shutil.copytree(self.folder.parent, place, dirs_exist_ok=True)
        again = object.__new__(Club)
        again.folder, again.door = place / "club", place / "door"
        return again


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    club = Club(tmp_path_factory.mktemp("cards"))
    club.issue()
    return club.with_a_door()


@pytest.fixture
def club(made, tmp_path):
    return made.copied(tmp_path)


def test_a_card_is_good_at_a_door_that_has_nothing_but_its_folder(club, tmp_path):
    shutil.rmtree(club.folder)
    assert club.check() == (
        "good: Dora Müller, ordinary, until 2026-01-01\n"
        "    holder: not asked, and a code can be copied: compare the picture, or 'bylaw card ask'\n"
        "    list of 2025-01-02T10:00:00Z, good until 2025-01-03T10:00:00Z\n"
    )
    assert json.loads(club.check(LATER, "--json"))["card"]["name"] == "Dora Müller"


def test_the_scanner_may_type_the_card(club, tmp_path):
    text = (tmp_path / "dora.txt").read_text()
    words = ("card", "check", "-", "--door", club.door, "--at", LATER)
    assert "good: Dora" in club.run(*words, stdin=text)
    assert "shape" in club.run(*words, stdin="https://evil.example\n", code=1)


def test_an_offline_door_stops_at_the_age_that_the_bylaws_allow(club):
    assert "good" in club.check("2025-01-03T09:59:59Z")
    assert "stale" in club.check(NEXT_DAY, code=1)
    assert "clock" in club.check("2025-01-02T09:59:59Z", code=1)


def test_a_list_for_longer_than_that_is_not_recorded(club):
    assert "hours for which doors would go by it: 25" in club.publish(LATER, "--hours", "25", code=1)
    club.publish(LATER, "--hours", "24")


def test_who_has_left_is_let_in_until_the_next_list_and_no_longer(club):
    club.act("resign", "--member", DORA, "--as", "dora:subject", "--at", LATER)
    assert "good" in club.check()
    club.publish(LATER)
    club.sync()
    assert "ended" in club.check(code=1)


def test_a_lost_card_is_refused_and_its_successor_is_not(club):
    state = Organisation.open(club.folder).state
    club.act("report-card-lost", "--card", next(iter(state.cards.all)), "--as", "dora:subject", "--at", LATER)
    club.issue("again", "--at", LATER)
    club.publish(LATER)
    club.sync()
    assert "ended" in club.check(code=1)
    assert "good" in club.check(card="again.txt")


def test_a_worn_card_is_replaced(club):
    old = next(iter(Organisation.open(club.folder).state.cards.all))
    assert "she has card" in club.issue("second", code=1)
    club.issue("second", "--replacing", old, "--at", LATER)
    club.publish(LATER)
    club.sync()
    assert "ended" in club.check(code=1)
    assert "good" in club.check(card="second.txt")


def test_the_picture_that_is_brought_must_be_the_one(club, tmp_path):
    assert "good" in club.check(LATER, "--photo", tmp_path / "dora.jpg")
    (tmp_path / "eve.jpg").write_bytes(b"a picture of eve")
    assert "unbound" in club.check(LATER, "--photo", tmp_path / "eve.jpg", code=1)


def test_a_door_takes_no_older_list(club, tmp_path):
    shutil.copytree(club.folder / "record", tmp_path / "older")
    club.publish(LATER)
    club.sync()
    assert "rollback" in club.sync(source=tmp_path / "older", code=1)
    club.sync()


def test_a_door_keeps_to_the_log_that_it_trusts(club, tmp_path):
    other = Club(tmp_path / "elsewhere") if (tmp_path / "elsewhere").mkdir() is None else None
    other.issue()
    other.publish()
    assert "is refused" in club.sync(source=other.folder / "record", code=1)
    assert "says otherwise" in club.sync(*other.trust(), code=3)
    club.sync(*club.trust())
    shutil.copy(tmp_path / "elsewhere" / "dora.txt", tmp_path / "foreign.txt")
    assert "issuer" in club.check(code=1, card="foreign.txt")


def test_a_door_that_was_never_told_whom_to_trust_asks(club, tmp_path):
    club.door = tmp_path / "new"
    assert "whom does the door trust" in club.sync(code=3)
    club.sync(*club.trust())
    assert "good" in club.check()


@pytest.mark.parametrize("name", ["status", "proof"])
def test_a_changed_file_of_a_door_opens_nothing(club, name):
    path = club.door / name
    raw = bytearray(path.read_bytes())
    for place in (10, len(raw) // 2, len(raw) - 10):
        changed = bytearray(raw)
        changed[place] ^= 1
        path.write_bytes(bytes(changed))
        assert "refused" in club.check(code=1), place
    path.write_bytes(bytes(raw))
    assert "good" in club.check()


def test_show_says_what_a_card_says_and_that_it_is_not_checked(club, tmp_path):
    told = club.run("card", "show", tmp_path / "dora.txt")
    assert told.startswith("not checked")
    assert "Dora Müller" in told
    assert "no card" in club.run("card", "show", "BYLAW1:0", code=1)


def test_the_record_shows_the_card_and_no_name(club):
    told = club.run("show", club.folder, "cards", "--json")
    assert [line["stage"] for line in json.loads(told)["cards"]] == ["good"]
    assert "ller" not in told
    record = b"".join(path.read_bytes() for path in (club.folder / "record").rglob("*") if path.is_file())
    assert b"Dora" not in record


def test_verify_goes_through_and_misses_the_list_when_it_is_gone(club):
    told = club.run("verify", club.folder, "--unwitnessed-ok", "--json")
    assert json.loads(told)["counts"]["unproven"] == 0
    for path in (club.folder / "record" / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()
    gone = CliRunner().invoke(main, ["verify", str(club.folder), "--unwitnessed-ok", "--json"])
    assert json.loads(gone.output)["counts"]["unproven"] == 1


def test_the_register_can_open_what_the_record_says_of_a_card(club):
    card = next(iter(Organisation.open(club.folder).state.cards.all.values()))
    with Register.open(club.folder / "private") as register:
        assert {card.content, card.photo} <= set(register.erasure_list(DORA))
    assert rfc3339(card.expires).startswith("2026-01")


def test_a_list_waits_for_a_key_that_the_record_knows(club, tmp_path):
    bare = tmp_path / "bare"
    club.run(
        "new",
        bare,
        "--profile",
        club.folder.parent / "club.toml",
        "--clock",
        "simulated",
        "--at",
        "2025-01-01",
    )
    shutil.copy(club.folder / "cards.key", bare / "cards.key")
    told = club.run("card", "publish", bare, "--as", "anna", "--at", BEGAN, code=1)
    assert "the record knows no key that signs cards" in told
    club.run("card", "key", bare, "--as", "anna", "--at", BEGAN)
    assert "list of" in club.run("card", "publish", bare, "--as", "anna", "--at", BEGAN)


def test_usage_is_said_in_words(club, tmp_path):
    assert "no member" in club.run(
        "card", "issue", club.folder, "f" * 32, "--as", "anna", "--to", tmp_path / "x", code=1
    )
    assert "is no time" in club.check("tomorrow", code=3)
    assert "not there" in club.run("card", "check", "x", "--door", tmp_path / "none", code=3)
