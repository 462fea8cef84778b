"""How pages show ids, names, acts, clauses and what the core says."""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from bylaw.acts.registry import BY_KIND
from bylaw.acts.sealed import Sealed
from bylaw.portal import book, scripted, sentences, words
from bylaw.portal.desk import desk
from bylaw.portal.readers import reader
from bylaw.portal.templatetags.times import isoday
from bylaw.record.clock import instant
from bylaw.state.bodies import ROOT
from bylaw.state.elections import Election
from bylaw.state.offices import Mandate

register = template.Library()

SHORT = 8
ABOUT = ("election", "motion", "petition", "meeting", "complaint", "case", "report", "name", "office", "body")
"""Fields that say what an act is about, the most telling first."""
_MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\b", re.ASCII)
_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])", re.ASCII)
_OF_ROOT = re.compile(rf"\b(of|in|von|de|en|dans) {ROOT}\b")
_HEX = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b")


@register.filter
def short(value: str) -> SafeString:
    """Show an id or a hash by its beginning; the whole lies under it, for pointer, copy and reader alike."""
    return format_html(
        '<code class="id" title="{}">{}<span>{}</span></code>', value, value[:SHORT], value[SHORT:]
    )


@register.filter
def named(member: str) -> SafeString:
    """Show whom the reader may know by her name, with her id under it; anybody else by her id."""
    name = reader().name(member)
    if not name:
        return short(member)
    return format_html('<span title="{}" translate="no">{}</span>', member, name)


@register.filter
def whom(member: str) -> str:
    """Give the name of whom the reader may know, or else the beginning of her id, where no markup can stand."""
    return reader().name(member) or f"{member[:SHORT]}…"


@register.filter
def shorten(value: str) -> SafeString:
    """Show a text with every hash in it by its beginning, and every id by whose it is where the reader may know.

    What is nothing but the name of the whole organisation's body is the organisation's own name.
    """
    if value == ROOT:
        return format_html("{}", body(value))
    parts, last = [], 0
    for found in _HEX.finditer(value):
        parts += [format_html("{}", value[last : found.start()]), named(found.group())]
        last = found.end()
    parts.append(format_html("{}", value[last:]))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def goes_with(mandate: Mandate) -> Mandate:
    """Give the mandate with which one ex officio begins and ends."""
    return desk().state.offices.mandates[mandate.follows]


@register.filter
def election_of(mandate: Mandate) -> str:
    """Give the election from which a mandate comes, also where it was given back; empty where from none."""
    election = mandate.source.split()[-1]
    return election if election in desk().state.elections.all else ""


@register.filter
def told(value: str) -> SafeString:
    """Show what the core says in the reader's language; what has no translation is marked as English."""
    return _told(value, _MOMENT)


@register.filter
def recounted(value: str) -> SafeString:
    """Show it with its days, too, written as the reader's language does: nobody types them again."""
    return _told(value, _DAY)


def _told(value: str, times: re.Pattern[str]) -> SafeString:
    if _HEX.fullmatch(value):
        return named(value)
    said = sentences.translated(value)
    if said is None:
        return format_html('<span lang="en">{}</span>', shorten(_whole(value)))
    return shorten(times.sub(_readable, _whole(said)))


def _whole(value: str) -> str:
    """Say the organisation's own name where a sentence says *of root*, in whichever language."""
    return _OF_ROOT.sub(lambda found: f"{found[1]} {body(ROOT)}", value)


def _readable(found: re.Match[str]) -> str:
    """Write a day or a moment of the record as the reader's language does."""
    at = instant(found[0])
    return isoday(found[0]) if at is None else words.moment(at, desk().state.identity.zone)


@register.filter
def word(value: str) -> str:
    """Give one of the core's own words, like a stage or a consequence, in the reader's language."""
    return pgettext("word", value) if value else ""


@register.filter
def language(code: str) -> SafeString:
    """Give a language by the name that it has in itself; one that is not known here by its tag."""
    try:
        name = str(get_language_info(code)["name_local"])
    except KeyError:
        name = code
    return format_html('<span lang="{}">{}</span>', code, name)


@register.simple_tag
def script(name: str) -> SafeString:
    """Load a script, and before it what it says in the reader's language."""
    said = scripted.words()
    meta = format_html('<meta name="words" content="{}">', said) if said else SafeString()
    sources = format_html_join("", '<script type="module" src="/static/{}"></script>', (("say.js",), (name,)))
    return meta + sources


@register.filter
def clause(number: str) -> SafeString:
    """Link a clause to its place in the book."""
    return format_html('<a class="clause" href="/bylaws/#{}">{}</a>', book.anchor(number), number)


@register.filter
def numbered(clause: str) -> bool:
    """Whether a clause goes by a number alone, and not by a word like *floor 7*."""
    return clause[:1].isdigit()


@register.filter
def anchor(number: str) -> str:
    """Give a clause's place in the book."""
    return book.anchor(number)


@register.filter
def kind(act: Any) -> str:
    """Give an act's kind as a heading; of a sealed step, the kind that its leaf shows."""
    if isinstance(act, Sealed):
        return _("{kind} (sealed)").format(kind=words.title(act.step))
    return words.title(act if isinstance(act, str) else act.kind())


@register.filter
def meaning(kind: str) -> str:
    """Say what an act of this kind does."""
    return words.meaning(BY_KIND[kind])


@register.filter
def who(phrases: str) -> str:
    """Say whom a clause names, as people say it."""
    return words.who(phrases)


@register.filter
def contest(election: Election) -> str:
    """Give an election's name; a vote on a recall by the office that is asked back."""
    return words.recall(plain(election.office)) if election.question else capfirst(plain(election.name))


@register.filter
def body(name: str) -> str:
    """Give a body's name, the whole organisation's own for the root; of papers beside a box whose they are."""
    unit, beside, _papers = name.partition("/")
    found = desk().state.identity.name if unit == ROOT else plain(unit)
    return _("{body}, on paper").format(body=found) if beside else found


@register.filter
def thing(name: str) -> SafeString:
    """Show what a date, a duty or an offer is about: a body and an election by the name that its own page gives it."""
    state = desk().state
    election = state.elections.all.get(name.rpartition(": ")[2])
    if name in state.bodies.all or election:
        return format_html("{}", contest(election) if election else capfirst(body(name)))
    return shorten(name) if sentences.translated(name) is None else told(name)


@register.filter
def plain(name: str) -> str:
    """Write a name of the record as words."""
    return name.replace("-", " ").replace("_", " ")


@register.filter
def about(act: Any) -> str:
    """Say in a word or two what an act is about: the first thing that it names."""
    found = (getattr(act, name, "") for name in ABOUT)
    return next((plain(value) for value in found if isinstance(value, str) and value), "")
