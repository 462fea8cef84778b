"""A reader chooses a language, a member's choice goes for her mail, and what is law stays in its own words."""

import re

import pytest
from click.testing import CliRunner

from bylaw.cli.main import main
from bylaw.store.profiles import profiles
from tests.portal.intruder import send
from tests.portal.printed import paper, tongue_of, words_on
from tests.portal.stage import Client, Site, free_port, log_in, served, twin
from tests.portal.test_acting import shown_act

SAID = {
    "en": ("Offices", "Check everything at home", "entries in the record"),
    "de": ("Ämter", "Prüfen Sie alles zu Hause", "Einträge in der Aufzeichnung"),
    "fr": ("Fonctions", "Vérifiez tout chez vous", "inscriptions au registre"),
    "es": ("Cargos", "Compruébelo todo en casa", "asientos en el registro"),
}
DAYS = {
    "en": r"\d+ January 2025",
    "de": r"\d+\. Januar 2025",
    "fr": r"\d+ janvier 2025",
    "es": r"\d+ de enero de 2025",
}

OCTOBER = {
    "en": "11 October 2026",
    "de": "11. Oktober 2026",
    "fr": "11 octobre 2026",
    "es": "11 de octubre de 2026",
}
FEBRUARY = {
    "en": "4 February 2025",
    "de": r"4\. Februar 2025",
    "fr": "4 février 2025",
    "es": "4 de febrero de 2025",
}


@pytest.fixture(scope="module")
def inn(played, tmp_path_factory):
    """A site of this file's own: members choose here."""
    with served(twin(played, tmp_path_factory.mktemp("inn") / "local")) as found:
        yield found


def speaking(site, language):
    client = Client(site.url)
    assert client.get(f"/language/{language}/?next=/offices/").headers["Location"] == "/offices/"
    return client


@pytest.mark.parametrize("language", SAID)
def test_pages_speak_the_language_that_was_chosen(inn, language):
    client = speaking(inn, language)
    page = client.get("/").text
    assert f'<html lang="{language}">' in page
    for words in SAID[language]:
        assert words in page
    assert re.search(DAYS[language], client.get("/entries/0/").text)


def test_nobody_is_sent_to_another_site(inn):
    for after in ("https://evil.example/", "//evil.example/", "evil", "/\\evil.example"):
        assert Client(inn.url).get(f"/language/de/?next={after}").headers["Location"] == "/"
    assert Client(inn.url).get("/language/xx/").status == 404


def test_the_words_of_clauses_stay_as_they_were_adopted(inn):
    page = speaking(inn, "de").get("/bylaws/").text
    assert re.search(r'<p class="words" lang="en">[A-Z]', page)
    assert "Nur er ist verbindlich" in page


RULES = {
    "en": (
        "candidate (votes: no; stands: no)",
        "excludes: accuser, accused, witness",
        "review: 1/4; at least 2",
    ),
    "es": (
        "candidate (vota: no; puede presentarse: no)",
        "excluye: acusador, persona acusada, testigo",
        "revisión: 1/4; al menos 2",
    ),
}


@pytest.mark.parametrize("language", RULES)
def test_the_numbers_of_clauses_are_said_in_the_language_and_names_are_not(inn, language):
    page = speaking(inn, language).get("/bylaws/").text
    for words in RULES[language]:
        assert words in page


def test_a_refusal_gives_its_reason_in_the_language_and_the_clause_in_its_own(inn):
    client = speaking(inn, "de")
    page = client.post("/cheat/stuff-the-roll/", {}, "/cheat/").text
    assert "Abgelehnt nach Bestimmung" in page
    assert 'class="law" lang="en"' in page


def test_a_member_gets_her_mail_in_her_language_wherever_she_asks(inn):
    client = speaking(inn, "en")
    log_in(client, "member44@example.org")
    client.get("/language/fr/?next=/me/")
    assert '<html lang="fr">' in client.get("/me/").text
    other = Client(inn.url)
    assert other.post("/log-in/", {"email": "member44@example.org"}).status == 302
    assert "Votre code est" in other.get("/outbox/").text
    assert '<html lang="en">' in other.get("/").text


def test_a_mail_that_somebody_else_caused_is_in_the_language_of_whom_it_goes_to(inn):
    office = speaking(inn, "en")
    log_in(office, "member42@example.org")
    office.get("/language/de/")
    member = speaking(inn, "en")
    log_in(member, "member45@example.org")
    member.get("/language/es/")
    assert member.post("/me/card/ask/", {}, "/me/card/").status == 302
    page = Client(inn.url).get("/outbox/").text
    assert "Ein Mitglied bittet um eine Karte." in page
    assert "Un miembro pide un carné." not in page


@pytest.mark.parametrize("language", SAID)
def test_days_in_mails_and_on_paper_are_written_as_the_language_writes_them(inn, language):
    office, other = speaking(inn, language), speaking(inn, "en")
    log_in(office, "member31@example.org")
    log_in(other, "member21@example.org")
    other.get(f"/language/{language}/")
    said = {"meeting": "m-feb", "minutes": "5" * 64}
    for kind in ("file-minutes", "approve-minutes"):
        review = office.post(f"/act/{kind}/", said, f"/act/{kind}/")
        if review.status == 200:  # the minutes are filed once
            assert office.post("/sign/demo/", {"act": shown_act(review.text)}, "/me/").status == 302
    (newest, *_) = Client(inn.url).get("/outbox/").text.split("<article")[1:]
    assert f'<pre lang="{language}"' in newest
    assert re.search(OCTOBER[language], newest)
    minutes = paper(office, "/meetings/m-feb/minutes.pdf")
    assert tongue_of(minutes) == language
    assert re.search(FEBRUARY[language], words_on(minutes))


def test_what_cannot_be_read_is_answered_in_its_own_language_and_not_in_that_of_who_came_before(inn):
    for language, asked in (("de", "fr"), ("fr", "es"), ("es", "de")):
        before = speaking(inn, language)
        for path in ("/", "/offices/", "/verify/"):
            assert f'<html lang="{language}">' in before.get(path).text
        found = send(Client(inn.url), "/", None, Host="evil.example", Accept_Language=asked)
        assert (found.status, found.headers["Content-Language"]) == (400, asked)
        assert f'<html lang="{asked}">' in found.text


def test_what_the_browser_asks_for_is_spoken_until_one_chooses(inn):
    client = Client(inn.url)
    client._opener.addheaders = [("Accept-Language", "es-MX,es;q=0.9,en;q=0.1")]
    assert '<html lang="es">' in client.get("/").text
    client.get("/language/de/")
    assert '<html lang="de">' in client.get("/").text


def founded(folder, language, rest=()):
    """Found an association whose bylaws say their language, and one German clause."""
    raw = profiles()["association"].decode()
    raw = raw.replace('language = "en"', f'language = "{language}"\nholidays = {list(rest)}')
    book = folder / "bylaws.toml"
    book.write_text(
        raw.replace("Whoever shares the purpose may apply.", "Beitreten kann, wer den Zweck teilt.")
    )
    done = CliRunner().invoke(main, ["new", str(folder / "verein"), "--profile", str(book)])
    return done, Site(folder / "verein", f"http://localhost:{free_port()}")


def test_bylaws_are_authentic_in_the_language_in_which_they_were_adopted(tmp_path):
    done, verein = founded(tmp_path, "de")
    assert done.exit_code == 0, done.output
    with served(verein):
        english = Client(verein.url).get("/bylaws/").text
        assert '<p class="words" lang="de">Beitreten kann, wer den Zweck teilt.</p>' in english
        assert 'in this language: <span lang="de">Deutsch</span>. They alone are authentic' in english
        assert "the authentic text is English" not in english
        german = speaking(verein, "de").get("/bylaws/").text
        assert 'in dieser Sprache: <span lang="de">Deutsch</span>. Nur er ist verbindlich' in german
        assert "verbindlich ist der englische Text" in german


REST = ("saturday", "sunday", "05-01", "easter-2", "easter+1", "09-monday-1", "05-monday-last", "2027-06-17")
RESTING = {
    "en": "Saturday, Sunday, 1 May, 2 days before Easter, 1 day after Easter, Monday no. 1 in September, last Monday in May",
    "de": "Samstag, Sonntag, 1. Mai, 2 Tage vor Ostern, 1 Tag nach Ostern, 1. Montag im September, letzter Montag im Mai, 17. Juni",
}


def test_days_of_rest_stand_in_the_book_in_words(tmp_path):
    done, verein = founded(tmp_path, "de", REST)
    assert done.exit_code == 0, done.output
    printed = CliRunner().invoke(main, ["rules", "show", str(verein.folder)]).output
    assert f"Days of rest: {', '.join(REST)}." in " ".join(printed.split())
    with served(verein):
        for language, words in RESTING.items():
            assert words in speaking(verein, language).get("/bylaws/").text


def test_days_that_no_calendar_has_are_founded_by_nobody(tmp_path):
    done, _ = founded(tmp_path, "de", ("sunday", "02-30"))
    assert done.exit_code != 0
    assert "'02-30' is no day of rest" in done.output


def test_a_language_is_named_by_its_tag(tmp_path):
    done, _ = founded(tmp_path, "Deutsch")
    assert done.exit_code != 0
    assert "language" in done.output
