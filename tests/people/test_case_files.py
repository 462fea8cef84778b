"""Case files: opened by two of whom one judges, each look logged for its subject, gone with an erasure."""

import secrets
import sqlite3

import pytest

from bylaw.people import access, files
from bylaw.people.access import NOTHING, Access, Forked, forks
from bylaw.people.erasure import Erased, InUse, Unnamed
from bylaw.people.person import Opening, Person
from bylaw.people.register import Register
from bylaw.people.sealing import Damaged
from bylaw.people.shares import Holder, join, new_file, sealing_key, split
from bylaw.people.vault import NotTogether, Why
from bylaw.record.keys import Key, es256_public
from bylaw.record.signing import SshSigner

CHARGED, ACCUSER, JUDGES, STRANGER = "a" * 32, "b" * 32, ("c" * 32, "d" * 32, "e" * 32), "f" * 32
SEEDS = {m: m[:1].encode() * 32 for m in (CHARGED, ACCUSER, *JUDGES, STRANGER)}
WHY = Why("org", 1_750_000_000, "the hearing")
TEXT = b"she took the till"


def public(member):
    found = sealing_key(SshSigner(SEEDS[member]).key)
    assert found is not None
    return found


def holders(*judges):
    parties = (Holder(CHARGED, public(CHARGED)), Holder(ACCUSER, public(ACCUSER)))
    return (*parties, *(Holder(m, public(m), judges=True) for m in judges or JUDGES))


def hands(*members):
    return {m: SEEDS[m] for m in members}


def facts(value=TEXT, field="facts"):
    return Opening("org", "case c1", field, secrets.token_bytes(32), value)


@pytest.fixture
def case(register):
    register.add(CHARGED, Person("Ada", number="1"))
    register.add(ACCUSER, Person("Bob", number="2"))
    register.vault.open_file("c1", holders())
    register.facts = register.vault.add("c1", CHARGED, facts())
    return register


PAIRS = [(JUDGES[0], JUDGES[1]), (JUDGES[2], CHARGED), (ACCUSER, JUDGES[0])]


@pytest.mark.parametrize("pair", PAIRS)
def test_two_of_whom_one_judges_open_a_document(case, pair):
    opening = case.vault.read(case.facts, hands(*pair), WHY)
    assert opening.value == TEXT
    assert opening.commitment == case.facts


@pytest.mark.parametrize(
    "few",
    [(JUDGES[0],), (), (CHARGED, ACCUSER), (JUDGES[0], STRANGER), JUDGES],
    ids=["one", "none", "parties", "stranger", "three"],
)
def test_nobody_else_does(case, few):
    with pytest.raises(NotTogether):
        case.vault.read(case.facts, hands(*few), WHY)
    assert case.vault.read(case.facts, hands(*PAIRS[0]), WHY).value == TEXT


def test_a_name_without_the_key_opens_nothing(case):
    wrong = {JUDGES[0]: SEEDS[JUDGES[0]], JUDGES[1]: SEEDS[STRANGER]}
    with pytest.raises(Damaged):
        case.vault.read(case.facts, wrong, WHY)
    assert list(case.vault.lines()) == []


def test_neither_the_register_nor_one_half_shows_a_text(case, folder):
    raw = b"".join(path.read_bytes() for path in folder.iterdir())
    assert TEXT not in raw
    assert b"case c1" not in raw


def test_one_half_alone_is_chance():
    key = new_file()
    halves = [half for half in split(key, holders()) if (half.holder, half.with_) == PAIRS[0]]
    others = [half for half in split(key, holders()) if (half.with_, half.holder) == PAIRS[0]]
    with pytest.raises(Damaged):
        join((halves[0], others[0]), (SEEDS[PAIRS[0][0]], SEEDS[PAIRS[0][1]]), key.public_key.encode())


def test_a_file_that_no_two_may_open_is_not_made(register):
    with pytest.raises(NotTogether):
        register.vault.open_file("c2", [Holder(CHARGED, public(CHARGED)), Holder(ACCUSER, public(ACCUSER))])
    with pytest.raises(KeyError):
        register.vault.documents("c2")


def test_only_an_ed25519_key_in_software_can_hold_a_half():
    assert sealing_key(SshSigner(b"1" * 32).key)
    x, y = (b"\1" * 32, b"\2" * 32)
    assert sealing_key(Key("passkey", es256_public(x, y))) is None


def test_what_is_in_a_file_is_listed_without_being_opened(case):
    second = case.vault.add("c1", ACCUSER, facts(b"her statement", "statement"))
    assert [(d.commitment, d.about) for d in case.vault.documents("c1")] == [
        (case.facts, CHARGED),
        (second, ACCUSER),
    ]
    assert set(case.vault.holders("c1")) == {CHARGED, ACCUSER, *JUDGES}
    assert list(case.vault.lines()) == []


def test_another_panel_gets_the_file_and_the_old_one_loses_it(case):
    new = ("1" * 32, "2" * 32, "3" * 32)
    SEEDS.update({m: m[:1].encode() * 32 for m in new})
    with pytest.raises(NotTogether):
        case.vault.share_anew("c1", hands(CHARGED, ACCUSER), holders(*new))
    case.vault.share_anew("c1", hands(JUDGES[0], JUDGES[1]), holders(*new))
    with pytest.raises(NotTogether):
        case.vault.read(case.facts, hands(JUDGES[0], JUDGES[1]), WHY)
    assert case.vault.read(case.facts, hands(new[0], CHARGED), WHY).value == TEXT


def test_a_document_put_in_the_place_of_another_is_noticed(case, folder):
    second = case.vault.add("c1", CHARGED, facts(b"another", "answer"))
    with sqlite3.connect(folder / files.PEOPLE) as db:
        box = db.execute("SELECT box FROM document WHERE commitment = ?", (second,)).fetchone()[0]
        db.execute("UPDATE document SET box = ? WHERE commitment = ?", (box, case.facts))
    with pytest.raises(Damaged):
        case.vault.read(case.facts, hands(*PAIRS[0]), WHY)


# --- accesses


def test_each_look_is_logged_for_whom_it_is_about_and_for_nobody_else(case):
    case.vault.read(case.facts, hands(*PAIRS[0]), WHY)
    case.vault.log(WHY, Access(("operator",), "the whole register", "a letter to all"))
    (mine, all_), (theirs,) = case.vault.told(CHARGED), case.vault.told(ACCUSER)
    what = f"document {case.facts} of c1"
    assert mine.access == Access(PAIRS[0], what, "the hearing", CHARGED, case.facts)
    assert case.vault.seen(CHARGED) == {case.facts: PAIRS[0]}
    assert case.vault.seen(ACCUSER) == {}
    assert mine.line.at == WHY.at
    assert all_.access == theirs.access == Access(("operator",), "the whole register", "a letter to all")


def test_the_log_says_nothing_to_who_has_no_keys(case, folder):
    case.vault.read(case.facts, hands(*PAIRS[0]), WHY)
    assert b"the hearing" not in (folder / files.PEOPLE).read_bytes()


def logged(register, count):
    for n in range(count):
        register.vault.log(WHY, Access(("operator",), "person", f"reason {n}", CHARGED))
    return [line.head for line in register.vault.lines()]


def test_heads_hang_on_each_other(case):
    heads = logged(case, 3)
    assert len(set(heads)) == 3
    recorded = {0: NOTHING, 2: heads[1], 3: heads[2]}
    assert list(forks(case.vault.lines(), recorded)) == []


TAMPERED = {
    "the last line taken away": "DELETE FROM access WHERE number = 3",
    "a line in the middle": "DELETE FROM access WHERE number = 2",
    "another time": "UPDATE access SET at = at + 1 WHERE number = 1",
    "another commitment": "UPDATE access SET commitment = upper(commitment) WHERE number = 2",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_log_that_was_written_anew_contradicts_the_record(case, folder, change):
    heads = logged(case, 3)
    with sqlite3.connect(folder / files.PEOPLE) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute(change)
    found = list(forks(case.vault.lines(), {3: heads[2]}))
    assert [(fork.lines, fork.recorded) for fork in found] == [(3, heads[2])]
    assert isinstance(found[0], Forked)


def test_a_line_that_says_something_else_is_noticed(case, folder):
    logged(case, 2)
    with sqlite3.connect(folder / files.PEOPLE) as db:
        boxes = dict(db.execute("SELECT number, box FROM seen").fetchall())
        db.execute("UPDATE seen SET box = ? WHERE number = 1", (boxes[2],))
    with pytest.raises(Damaged):
        list(case.vault.told(CHARGED))


def test_what_a_line_says_comes_back():
    told = Access(("a", "b"), "what", "why", "c")
    assert access.decode(access.encode(told)) == told


# --- erasing


def nothing(_what):
    return ""


def test_a_document_is_named_before_it_is_erased_and_every_head_still_holds(case):
    case.vault.read(case.facts, hands(*PAIRS[0]), WHY)
    heads = {line.number: line.head for line in case.vault.lines()}
    assert case.erase(CHARGED, (), nothing) == Unnamed((case.facts,))
    assert isinstance(case.erase(CHARGED, (case.facts,), nothing), Erased)
    with pytest.raises(KeyError):
        case.vault.read(case.facts, hands(*PAIRS[0]), WHY)
    assert list(forks(case.vault.lines(), heads)) == []
    assert list(case.vault.told(ACCUSER)) == []


def test_while_a_case_runs_nothing_is_erased(case):
    found = case.erase(
        CHARGED, (case.facts,), lambda what: "case c1 is not over" if what == case.facts else ""
    )
    assert found == InUse(case.facts, "case c1 is not over")
    assert case.vault.read(case.facts, hands(*PAIRS[0]), WHY).value == TEXT


def test_a_file_goes_with_the_last_person_in_it_and_stays_for_another(case):
    statement = case.vault.add("c1", ACCUSER, facts(b"hers", "statement"))
    case.erase(CHARGED, (case.facts,), nothing)
    assert case.vault.read(statement, hands(*PAIRS[0]), WHY).value == b"hers"
    case.erase(ACCUSER, (statement,), nothing)
    with pytest.raises(KeyError):
        case.vault.holders("c1")


def test_no_trace_of_a_file_is_left_on_the_disk(case, folder):
    with sqlite3.connect(folder / files.PEOPLE) as db:
        box = db.execute("SELECT box FROM document").fetchone()[0]
        halves = [row[0] for row in db.execute("SELECT box FROM half")]
    raw = (folder / files.PEOPLE).read_bytes()
    assert box in raw
    assert all(half in raw for half in halves)
    case.erase(CHARGED, (case.facts,), nothing)
    raw = (folder / files.PEOPLE).read_bytes()
    assert box not in raw
    assert not any(half in raw for half in halves)


def test_a_register_of_version_1_is_brought_to_this_version(case, folder):
    case.close()
    with sqlite3.connect(folder / files.PEOPLE) as db, sqlite3.connect(folder / files.KEYS) as keys:
        for table in ("seen", "access", "document", "half", "casefile", "finder"):
            db.execute(f"DROP TABLE {table}")
        keys.execute("DROP TABLE found_by")
        db.execute("PRAGMA user_version = 1")
        keys.execute("PRAGMA user_version = 1")
    with Register.open(folder) as again:
        assert again.person(CHARGED) == Person("Ada", number="1")
        assert dict(again.names.called("ada", lambda _: True)) == {CHARGED: Person("Ada", number="1")}
        again.vault.open_file("c1", holders())
        again.vault.add("c1", CHARGED, facts())
    with Register.open(folder) as again:
        assert len(again.vault.documents("c1")) == 1
