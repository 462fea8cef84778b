"""What the protocol of an election says, section by section, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bylaw.belenios import cautions
from bylaw.belenios.encoding import dump, hash_base64, hash_hex, load
from bylaw.belenios.model import Ballot, Pedersen, RankedQuestion, Result, Single
from bylaw.belenios.second_proof import SecondProofs
from bylaw.cli.election_archive import check_second, second_proofs_beside
from bylaw.cli.election_result import lines as result_lines
from bylaw.cli.election_step import MAX_FILE, message
from bylaw.portal.spoken import number, second, sentence

if TYPE_CHECKING:
    from bylaw.belenios.prover.board import Board
    from bylaw.belenios.verifier import Report

NAME = 19
"""How wide the names of facts are, in characters; two blanks follow, by which a page tells the value."""


def titles() -> dict[str, str]:
    """Give the title of each section by its key, which is the same in every language, and that of the whole."""
    return {
        "": _("Protocol of a secret election"),
        "Election": _("Election"),
        "Trustees": _("Trustees"),
        "Voters": _("Voters"),
        "Cautions": _("Cautions"),
        "Ballots": _("Ballots"),
        "Tally, shuffles, decryptions": _("Tally, shuffles, decryptions"),
        "Result": _("Result"),
        "Verified": _("Verified"),
        "Signed": _("Signed"),
    }


def page_of() -> str:
    """Give what stands at the foot of each page, with its three facts."""
    return _("{title}, page {n} of {count}")


def sections(archive: Path, found: Board, source: bytes, report: Report) -> dict[str, list[str]]:
    """Give the lines of every section by its key; an empty one has nothing to say."""
    cautious = [cautions.EVIDENT, cautions.STUFFING, *(f.object for f in _cautions(found))]
    return {
        "Election": list(_election(found, source)),
        "Trustees": list(_trustees(found)),
        "Voters": list(_voters(found)),
        "Cautions": [sentence(each) for each in cautious],
        "Ballots": list(_ballots(found, report)),
        "Tally, shuffles, decryptions": [*_tally(found), *_pieces(archive, found)],
        "Result": list(_result(found)),
        "Verified": list(_verified(report)),
    }


def _fact(name: str, value: str) -> str:
    return f"{name:<{NAME}}  {value}"


def _election(found: Board, source: bytes) -> Iterator[str]:
    election = found.election()
    yield _fact(_("name"), election.object.name)
    yield _fact(_("description"), election.object.description)
    yield _fact(_("identifier"), election.object.uuid)
    yield _fact(_("group"), str(election.object.group))
    opened = second(int(found.tip.timestamp))
    yield _fact(_("opened"), _("{moment}, by the keeper's clock").format(moment=opened))
    yield _fact(_("fingerprint"), election.fingerprint)
    yield _fact(_("archive, SHA-256"), hash_hex(source))
    height = _("{event}, height {height}").format(event=found.tip.parent, height=found.tip.height)
    yield _fact(_("last event"), height)


def _trustees(found: Board) -> Iterator[str]:
    n, key_hash = 1, _("public key, SHA-256")
    for item in found.trustees():
        keys = [item.key] if isinstance(item, Single) else item.keys.verification_keys
        if isinstance(item, Pedersen):
            told = _("{k} of these {n} suffice; hashes filed before coefficients were shown:")
            yield told.format(k=item.keys.threshold, n=len(keys))
            yield from (f"    {hash_hex(dump(each))}" for each in item.keys.coefexps)
        for key in keys:
            alone = (
                _("trustee {n}, indispensable") if isinstance(item, Single) else _("trustee {n}, of a circle")
            )
            yield alone.format(n=n) + (f", {key.name}" if key.name else "")
            yield f"    {key_hash}  {hash_hex(key.public_key.encode())}"
            n += 1


def _voters(found: Board) -> Iterator[str]:
    weights = found.weights()
    told = _("{n}, total weight {weight}")
    yield _fact(_("entitled"), told.format(n=number(len(weights)), weight=number(sum(weights.values()))))
    yield _fact(_("list, fingerprint"), hash_base64(found.credentials()))


def _cautions(found: Board) -> list[Any]:
    questions, weights = found.election().questions, list(found.weights().values())
    result = next((load(raw, Result, MAX_FILE).result for raw in found.payloads("Result")), None)
    tallied = found.tally()
    told = list(cautions.of_setup(questions, weights, found.trustees()))
    if result is not None and tallied is not None:
        told += cautions.of_result(questions, result, tallied[1])
    return told


def _ballots(found: Board, report: Report) -> Iterator[str]:
    told = _("in the box {ballots}, counted {counted}")
    yield told.format(ballots=number(report.ballots), counted=number(report.counted))
    raw = list(found.ballots())
    last = {load(each, Ballot, MAX_FILE).credential: hash_base64(each) for each in raw}
    counts, replaced = set(last.values()), _("replaced by a later one")
    heights = [event.height for event in found.events if event.type == "Ballot"]
    for height, each in zip(heights, raw, strict=True):
        tracker = hash_base64(each)
        yield f"{height:>8}  {tracker}" if tracker in counts else f"{height:>8}  {tracker}  {replaced}"


def _tally(found: Board) -> Iterator[str]:
    tallied = found.tally()
    if tallied is not None:
        told = _("{n}, total weight {weight}")
        value = told.format(n=hash_hex(dump(tallied[0])), weight=number(tallied[1]))
        yield _fact(_("encrypted tally"), value)


def _pieces(archive: Path, found: Board) -> Iterator[str]:
    name = _("second proofs")
    proofs = f"    {name:<{NAME - 4}}    "
    for owner, shuffle in found.shuffles():
        yield _fact(_("shuffle, trustee {n}").format(n=owner), hash_hex(dump(shuffle)))
    for owner, decryption in found.decryptions():
        yield _fact(_("factors, trustee {n}").format(n=owner), hash_hex(dump(decryption)))
        beside = second_proofs_beside(archive, owner)
        if not beside.exists():
            yield proofs + _("not beside this archive")
            continue
        second_proofs: SecondProofs = message(beside, SecondProofs)
        findings = check_second(found, owner, decryption, second_proofs)
        hold = _("hold, SHA-256 {hash}").format(hash=hash_hex(beside.read_bytes()))
        yield proofs + ("; ".join(sentence(f.object) for f in findings) or hold)


def _result(found: Board) -> Iterator[str]:
    for raw in found.payloads("Result"):
        answers = load(raw, Result, MAX_FILE).result
        yield _fact("SHA-256", hash_hex(raw))
        for n, (question, each) in enumerate(zip(found.election().questions, answers, strict=True), 1):
            ranked = isinstance(question, RankedQuestion)
            told = _("question {n}, ranked") if ranked else _("question {n}, counted")
            yield told.format(n=n)
            yield from (f"    {line}" for line in result_lines(question, each, _("(blank)")))


def _verified(report: Report) -> Iterator[str]:
    told = _("bylaw: {verdict}, {state}, arithmetic {backend}")
    state = pgettext("word", report.state)
    yield told.format(verdict=pgettext("word", report.verdict), state=state, backend=report.backend)
    for each in report.findings:
        yield f"{pgettext('word', each.consequence)}: {each.reason}: {sentence(each.object)}"
