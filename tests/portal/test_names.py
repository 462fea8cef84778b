"""Who reads whose name: a walk over the pages as a stranger, a member, and the officer who admits and keeps the register."""

import html
import re
from time import monotonic

import pytest

from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.portal.naming import only
from bylaw.projections.duties import duties
from bylaw.state.bodies import ROOT
from tests.portal.intruder import application
from tests.portal.pages import OWN_PATHS, PUBLIC_PATHS
from tests.portal.stage import Client, served, twin
from tests.portal.test_on_paper import MEMBER, SECRETARY, client_of, state_of

APPLIES = "Wanda O'Waits"
ID = re.compile(r'<code class="id" title="([0-9a-f]{32})"')


@pytest.fixture(scope="module")
def stage(played, tmp_path_factory):
    """An organisation that this file alone acts in, to which somebody applies whom the register knows."""
    with served(twin(played, tmp_path_factory.mktemp("names") / "local")) as found:
        newcomer = Client(found.url)
        _review, signed = application(newcomer, APPLIES, "wanda@example.org", played.url)
        assert newcomer.post("/apply/sign/", signed, "/apply/").status in {200, 302}
        yield found


@pytest.fixture(scope="module")
def pages(stage):
    """Every page as a stranger, a member and the secretary get it, by who and address; not the demo's mails."""
    found = {}
    for who in ("", MEMBER, SECRETARY):
        client = client_of(stage, who) if who else Client(stage.url)
        paths = [
            *(path for path in PUBLIC_PATHS if path != "/outbox/"),
            *(OWN_PATHS if who else ()),
            *_more(stage),
        ]
        read = {path: client.get(path) for path in paths}
        links = re.findall(
            r'href="(/applicants/[0-9a-f]{32}/)"', "".join(page.text for page in read.values())
        )
        read |= {path: client.get(path) for path in links}
        found[who] = {path: page.text for path, page in read.items() if page.status == 200}
    return found


def _more(stage):
    state = state_of(stage)
    return (
        *(f"/offices/{body}/{name}/" for body, name in state.offices.all),
        *(f"/entries/{index}/" for index in (0, state.size - 1)),
    )


def person(stage, member):
    with Register.open(stage.folder / FOLDER) as register:
        return register.person(member)


def applicant(state):
    return max(state.members.applications.values(), key=lambda each: each.at).member


def former(state):
    """Those who held an office, hold none, and never stood for one."""
    stood = {who for named in state.elections.nominations.values() for who in named}
    held = {mandate.member for mandate in state.offices.mandates.values()} - stood
    return {who for who in held if all(m.end <= state.at for m in state.offices.of_member(who))}


def shown(pages, name):
    """The pages that say a name."""
    return {path for path, text in pages.items() if html.escape(name) in text}


def as_ids(pages, members):
    """The pages that show one of these members by her id, with whom."""
    return {(path, who) for path, text in pages.items() for who in ID.findall(text) if who in members}


def test_an_applicant_is_known_to_who_admits_and_to_who_may_speak_of_her(stage, pages):
    state = state_of(stage)
    who = applicant(state)
    assert person(stage, who).name == APPLIES
    assert not shown(pages[""], APPLIES)
    assert {path for path, _ in as_ids(pages[""], {who})} >= {f"/entries/{state.size - 1}/"}
    assert shown(pages[MEMBER], APPLIES) >= {"/me/"}, "whom she may sponsor, or object to"
    assert not {path for path in shown(pages[MEMBER], APPLIES) if path.startswith("/applicants/")}
    assert not as_ids(pages[SECRETARY], {who}), "the officer reads her name on every page"
    there = {"/me/", "/applicants/", f"/applicants/{who}/", f"/entries/{state.size - 1}/"}
    assert shown(pages[SECRETARY], APPLIES) >= there


def test_a_member_is_asked_to_object_while_the_time_for_it_runs(stage, pages):
    state = state_of(stage)
    late = next(
        a.member
        for a in state.members.applications.values()
        if not a.outcome and a.at + 60 * 86_400 < state.at
    )
    asked = "/act/object-to-admission/?applicant="
    assert asked + applicant(state) in pages[MEMBER]["/me/"]
    assert asked + late not in pages[MEMBER]["/me/"]
    assert f"/act/sponsor/?applicant={late}" in pages[MEMBER]["/me/"], "who may still be vouched for"


def test_former_officers_are_known_to_members_and_ids_to_strangers(stage, pages):
    before = former(state_of(stage))
    names = {person(stage, who).name for who in before}
    assert len(names) > 3
    assert as_ids(pages[""], before)
    for name in names:
        assert not shown(pages[""], name), name
        assert shown(pages[MEMBER], name), name
    assert not as_ids(pages[MEMBER], before)
    assert not as_ids(pages[SECRETARY], before)


def test_members_are_ids_to_each_other_and_known_to_who_keeps_the_register(stage, pages):
    state = state_of(stage)
    in_public = {m.member for m in state.offices.mandates.values()}
    in_public |= {who for named in state.elections.nominations.values() for who in named}
    others = set(state.members.roll.spells) - in_public
    assert as_ids(pages[MEMBER], others)
    assert as_ids(pages[""], others)
    assert not as_ids(pages[SECRETARY], others)


def test_office_and_candidacy_are_public(stage, pages):
    state = state_of(stage)
    held = {m.member for m in state.offices.mandates.values() if m.holds(state.at)}
    for who in ("", MEMBER, SECRETARY):
        assert not as_ids(pages[who], held)
        assert all(shown(pages[who], person(stage, member).name) for member in held)


def charge(stage, who, charged):
    """What the form of a charge answers to somebody who types this for the member charged."""
    fields = {
        "case": "case-named",
        "body": "root",
        "charged": charged,
        "clause": "6.2",
        "ground": "theft",
        "deed": "2025-05-01T10:00",
        "facts": "He took it.",
    }
    return client_of(stage, who).post("/act/bring-charge/", fields)


def unknown(stage):
    """Somebody on the roll who holds and held no office, and never stood for one."""
    state = state_of(stage)
    known = {m.member for m in state.offices.mandates.values()}
    known |= {who for named in state.elections.nominations.values() for who in named}
    return next(who for who in state.members.roll.spells if who not in known and person(stage, who).number)


def test_a_form_finds_a_member_by_the_name_that_its_reader_may_know(stage):
    who = unknown(stage)
    name = person(stage, who).name
    for typed in (name, f"  {name.upper()} ", person(stage, who).number, who):
        found = charge(stage, SECRETARY, typed)
        assert found.status in {200, 422}, found.text
        assert who in found.text, typed
    assert who in charge(stage, MEMBER, who).text


def test_a_form_finds_nobody_for_a_reader_who_may_not_know_the_name(stage):
    who, state = unknown(stage), state_of(stage)
    for typed in (person(stage, who).name, person(stage, who).number, "Nobody At All"):
        found = charge(stage, MEMBER, typed)
        assert found.status == 400, typed
        assert 'href="#f-charged"' in found.text
        assert who not in found.text
    officer = next(
        m.member
        for m in state.offices.mandates.values()
        if m.holds(state.at) and person(stage, m.member).number
    )
    assert officer in charge(stage, MEMBER, person(stage, officer).name).text
    assert charge(stage, MEMBER, person(stage, officer).number).status == 400, (
        "a number is in the register alone"
    )


def test_a_form_finds_a_member_by_her_words_in_any_order(stage):
    who = unknown(stage)
    words = person(stage, who).name.split()
    assert len(words) > 1
    assert who in charge(stage, SECRETARY, ", ".join(reversed(words)).lower()).text
    refused = charge(stage, MEMBER, ", ".join(reversed(words)).lower())
    assert refused.status == 400
    assert who not in refused.text


def test_the_beginning_of_a_name_is_nobody_and_is_completed_for_who_may_know_it(stage):
    who, state = unknown(stage), state_of(stage)
    name = person(stage, who).name
    begun = " ".join(word[:-1] if len(word) > 3 else word for word in name.split())
    assert begun != name
    told = charge(stage, SECRETARY, begun)
    assert told.status == 400, "an act is about whoever was named"
    assert html.escape(name) in told.text
    refused = charge(stage, MEMBER, begun)
    assert refused.status == 400
    assert html.escape(name) not in refused.text
    officer = next(m.member for m in state.offices.mandates.values() if m.holds(state.at))
    public = person(stage, officer).name
    assert html.escape(public) in charge(stage, MEMBER, public.split()[0][:3]).text


def test_a_name_of_several_is_nobody_s():
    assert only(["a" * 32, "b" * 32]) == ""
    assert only([]) == ""
    assert only(["c" * 32]) == "c" * 32


def test_the_office_is_led_to_an_entry_by_name_number_and_id_and_others_are_not(stage):
    who = unknown(stage)
    known = person(stage, who)
    for typed in (
        known.name,
        " ".join(reversed(known.name.upper().split())),
        known.number,
        f" {who.upper()} ",
    ):
        page = client_of(stage, SECRETARY).post("/register/people/", {"who": typed}, "/register/")
        assert (page.status, page.headers["Location"]) == (302, f"/register/people/{who}/"), typed
        assert client_of(stage, MEMBER).post("/register/people/", {"who": typed}, "/me/").status == 404
    for typed in (known.name.split()[0][:2], "f" * 32, "", "Nobody At All"):
        page = client_of(stage, SECRETARY).post("/register/people/", {"who": typed}, "/register/")
        assert page.status == 400, typed
        assert known.name not in html.unescape(page.text)


def test_no_page_says_root_for_the_whole_organisation_nor_a_clause_twice(stage, pages):
    for who, found in pages.items():
        for path, text in found.items():
            plain = re.sub(r"<(?:pre|script|style).*?</(?:pre|script|style)>", "", text, flags=re.DOTALL)
            assert not re.search(r"\b(?:of|in) root\b", plain), (who, path)
    found = duties(state_of(stage), ROOT, state_of(stage).at)
    assert any(duty.clause for duty in found)
    assert not [duty for duty in found if duty.clause and duty.why.endswith(f"clause {duty.clause}")]


def test_a_name_typed_again_and_again_is_looked_up_once_and_too_many_are_not_looked_at(stage):
    client = client_of(stage, MEMBER)
    with Register.open(stage.folder / FOLDER) as register:
        name = next(person.name for _member, person in register.people() if person.email == MEMBER)
    fields = {"name": "x", "text": "x", "body": ROOT}
    for many, status in ((100, 422), (101, 400), (20_000, 400)):
        begun = monotonic()
        found = client.post("/act/move/", {**fields, "parties": f"{name}\n" * many})
        assert (found.status, monotonic() - begun < 20) == (status, True), many
        assert ("lines, and 100 is the most" in html.unescape(found.text)) is (many > 100)
