"""Every shipped profile: complete, founded, verified, cited; and what `rules check` finds in a misspelt one."""

import pytest
from click.testing import CliRunner
from msgspec import UNSET

from bylaw.acts.registry import BY_KIND
from bylaw.cli.main import main
from bylaw.rules.bylaws import Bylaws
from bylaw.rules.floors import FLOORS
from bylaw.store.profiles import profiles

from .shipped import NAMES, RULES, book

ALL = ("de-party", "debian-like", "us-union-local", "cooperative", "association", "foundation")
MOVED = (
    "majority",
    "quorum",
    "seconds",
    "forum",
    "notice",
    "method",
    "petition",
    "window",
    "electorate",
    "conflict",
)
"""Meanings that are asked of the kind of act that a motion or petition would authorise."""
ASKED = {
    "notice": {"call-meeting", "adjourn-meeting", "call-election"},
    "interval": {"call-meeting", "call-election", "record-access-head", "file-report",
                 "report-control"},
    "forum": {"move", "call-election"},
    "quorum": {"move", "call-election"},
    "majority": {"move", "call-election"},
    "seconds": {"move", "nominate"},
    "method": {"call-election", "apportion-delegates"},
    "term": {"call-election", "send-envoy"},
    "eligible": {"call-election"},
    "electorate": {"call-election", "close-poll", "declare-result", "set-up-ballot"},
    "window": {"nominate", "object-to-nomination", "void-election", "file-minutes", "erase", "enter-paper",
               "recover-key", "rectify", "accept-transfer", "file-report", "remark-report", "open-recall", "count-petition",
               "answer-directive", "open-commission", "request-file", "destroy-ballots", "record-vote"},
    "petition": {"open-petition", "sign-petition", "file-petition", "open-recall"},
    "proxy": {"give-proxy"},
    "embargo": {"amend-bylaws"},
    "admission": {"admit", "decline"},
    "lapse": {"give-lapse-notice", "lapse", "return"},
    "classes": {"apply", "promote", "change-class"},
    "standing": set(),
    "steps": {"bring-charge", "open-recall", "remove-from-office"},
    "panel": {"bring-charge"},
    "appeal": {"bring-charge", "challenge-election"},
    "grounds": {"bring-charge"},
    "emergency": {"interim-measure", "declare-emergency", "order-stop"},
    "climb": {"file-complaint", "give-warning"},
    "cap": {"create-office"}, "ex_officio": {"create-office"},
    "account": {"file-report"},
    "campaign": {"open-campaign"},
    "spending": {"commit-funds"},
    "suspension": {"decide-sanction", "interim-measure"},
    "card": {"issue-card", "replace-card", "publish-card-status"},
}  # fmt: skip
"""Of which acts each meaning is asked."""
EVERYWHERE = {
    "apply", "admit", "decline", "resign", "record-death", "open-import", "import-chunk", "erase",
    "register-key", "rotate-key", "recover-key", "stop-recovery", "revoke-key", "enter-paper", "confirm-paper",
    "disown-paper", "move", "dissent", "amend-motion", "record-vote", "call-election", "nominate",
    "accept-nomination", "object-to-nomination", "decide-objection", "withdraw-candidacy", "show-roll",
    "fix-paper", "open-poll", "close-poll", "enter-count", "declare-result", "void-election",
    "challenge-election", "decide-challenge", "create-body",
    "dissolve-body", "create-office", "abolish-office", "resign-office", "remove-from-office", "hand-over",
    "declare-affiliation", "send-envoy", "recall-envoy", "amend-bylaws", "rectify", "annul", "restore", "attest",
    "set-witnesses", "witnessed", "open-successor", "file-report", "remark-report", "decide-report", "discharge",
    "file-complaint", "acknowledge-complaint", "answer-complaint", "decide-complaint", "withdraw-complaint",
    "file-tip", "give-warning", "answer-warning", "declare-emergency", "renew-emergency", "confirm-emergency",
    "end-emergency", "order-stop", "lift-stop", "request-file", "deliver-file", "report-control",
    "register-card-key", "revoke-card-key", "issue-card", "replace-card", "report-card-lost", "publish-card-status",
    "open-recall", "seal-signatures", "file-petition", "count-petition", "declare-recall",
    "open-campaign", "remind-campaign", "answer-campaign", "close-campaign",
    "issue-directive", "answer-directive", "dissent-directive", "countermand",
    "open-commission", "report-commission", "dissent-commission",
    "offer-course", "complete-course", "file-appraisal", "answer-appraisal", "disclose-tie", "publish-platform",
    "join-platform", "grant-benefit", "fix-specification", "dissent-specification", "record-bid", "commit-funds",
    "record-access-head",
}  # fmt: skip
WHERE_THEY_MEET = {
    "call-meeting", "add-item", "give-proxy", "revoke-proxy", "open-meeting", "record-attendance",
    "adjourn-meeting", "close-meeting", "file-minutes", "approve-minutes", "close-session", "release-session",
    "open-petition", "sign-petition", "withdraw-signature", "file-petition",
}  # fmt: skip


def run(*words, code=0):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output


def file_of(tmp_path, name, old="", new=""):
    text = profiles()[name].decode()
    assert not old or text.count(old) >= 1
    path = tmp_path / "changed.toml"
    path.write_text(text.replace(old, new, 1))
    return path


def test_these_profiles_are_shipped():
    assert set(NAMES) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_profile_answers_every_question_once(name, tmp_path):
    assert "every question has exactly one answer" in run("rules", "check", file_of(tmp_path, name))


@pytest.mark.parametrize("name", ALL)
def test_a_profile_can_be_founded_and_verified(name, tmp_path):
    run("new", tmp_path / "org", "--profile", name)
    assert run("verify", tmp_path / "org", "--unwitnessed-ok").splitlines()[-1] == "valid"


@pytest.mark.parametrize("name", ALL)
def test_what_has_a_source_says_how_well_it_was_checked(name):
    cited = [c for c in book(name).clauses if c.source]
    assert cited
    assert [c.no for c in cited if not c.evidence] == []
    assert [c.no for c in book(name).clauses if c.evidence and not c.source] == []


@pytest.mark.parametrize("name", ALL)
def test_floors_and_defaults_cite_the_law(name):
    law = [c for c in book(name).clauses if c.layer != "choice"]
    assert [c.no for c in law if not c.source] == []


@pytest.mark.parametrize("name", ALL)
def test_each_chapter_has_a_title_and_every_other_clause_a_rule(name):
    numbers = {clause.no for clause in book(name).clauses}
    words_alone = {c.no for c in book(name).clauses if all(getattr(c, key) is UNSET for key in RULES)}
    assert words_alone == {number.partition(".")[0] for number in numbers}


@pytest.mark.parametrize("name", ALL)
def test_no_clause_is_dead(name):
    dead = []
    for clause in book(name).clauses:
        for key in RULES - {"may"}:
            asked = ASKED.get(key, set()) | (set(BY_KIND) if key in MOVED else set())
            if getattr(clause, key) is not UNSET and clause.of and not set(clause.of) & asked:
                dead.append((clause.no, key))
    assert dead == []


@pytest.mark.parametrize("name", ALL)
def test_every_act_that_makes_sense_has_somebody_who_may(name):
    law = Bylaws()
    law.adopt((*FLOORS, *book(name).clauses), 0)
    allowed = {kind for clause in book(name).clauses if clause.may is not UNSET for kind in clause.of}
    wanted = EVERYWHERE if name == "debian-like" else EVERYWHERE | WHERE_THEY_MEET
    assert wanted - allowed == set()


WRONG = [
    ('of = "call-election"', 'of = "call-elektion"', "there is no act 'call-elektion'", "write 'call-election'"),
    ('body = "assembly"', 'body = "asembly"', "there is no kind of body 'asembly'", "write 'assembly'"),
    ('office = "director"', 'office = "directer"', "there is no office 'directer'", "write 'director'"),
    ("office director root", "office directress root", "there is no office 'directress'", "write 'director'"),
    ("resolution board here", "resolution bored here", "there is no kind of body 'bored'", "write 'board'"),
    ("office director root", "office chief root", "there is no office 'chief'", "or declare it"),
    ('deputy = { any_of = ["office director root"', 'deputy = { any_of = ["office directer root"', "there is no office 'directer'", "write 'director'"),
    ('seats = "member here"', 'seats = "office judge here"', "there is no office 'judge'", "or declare it"),
    ('apart = ["board"]', 'apart = ["bord"]', "there is no kind of body 'bord'", "write 'board'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "found", "remedy"), WRONG)
def test_a_name_that_nobody_declares_is_found(tmp_path, old, new, found, remedy):
    run("rules", "check", file_of(tmp_path, "cooperative"))
    told = run("rules", "check", file_of(tmp_path, "cooperative", old, new), code=1)
    assert found in told
    assert remedy in told


def test_an_office_that_the_file_declares_is_known(tmp_path):
    clause = '[clauses."9"]\nwords = "The porter opens."\nof = "open-poll"\noffice = "porter"\nmay = ["office porter here"]\n'
    path = file_of(tmp_path, "cooperative")
    path.write_text(path.read_text() + clause)
    assert "there is no office 'porter'" in run("rules", "check", path, code=1)
    path.write_text(path.read_text().replace("[offices.secretary]", "[offices.porter]\n[offices.secretary]"))
    run("rules", "check", path)


def test_a_body_that_elects_must_be_declared(tmp_path):
    old = 'electorate = { by = "board" }'
    told = run(
        "rules",
        "check",
        file_of(tmp_path, "foundation", old, 'electorate = { by = "council" }'),
        code=1,
    )
    assert "there is no kind of body 'council'" in told
    run("rules", "check", file_of(tmp_path, "foundation", old, 'electorate = { by = "assembly" }'))


WEAKER = [
    ("us-union-local", "term = { months = 36 }", "term = { months = 48 }", "29 USC 481(b)"),
    ("us-union-local", 'ballot = "secret"', 'ballot = "open"', "29 USC 481(b), 402(k)"),
    ("us-union-local", "notice = { days = 30", "notice = { days = 14", "29 USC 481(e)"),
    ("de-party", 'term = { calendar_years = 2, holdover = true }\ninterval = { calendar_years = 2 }\n[clauses."4.5"]',
     'term = { months = 30, holdover = true }\ninterval = { months = 30 }\n[clauses."4.5"]', "PartG 11"),
    ("de-party", 'electorate = { by = "congress" }\n[clauses."4.13"]', 'electorate = { by = "district" }\n[clauses."4.13"]',
     "PartG 9(4)"),
    ("cooperative", 'petition = { measure = { share = [1, 10] }, window_days = 0 }\n[clauses."3.26"]',
     'petition = { measure = { share = [1, 5] }, window_days = 0 }\n[clauses."3.26"]', "GenG 45"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "source"), WEAKER)
def test_a_choice_below_the_law_is_refused_by_it(tmp_path, name, old, new, source):
    told = run("rules", "check", file_of(tmp_path, name, old, new), code=1)
    assert f"[{source}" in told
    assert "is less strict" in told


def test_an_association_cannot_do_without_its_register(tmp_path):
    extra = (
        '[clauses."9"]\nwords = "At once."\nof = "amend-bylaws"\nembargo = { days = 1, effective = "%s" }\n'
    )
    path = file_of(tmp_path, "association")
    text = path.read_text()
    path.write_text(text + extra % "adopted")
    assert "law only once it is registered" in run("rules", "check", path, code=1)
    path.write_text(text + extra % "registered")
    run("rules", "check", path)
