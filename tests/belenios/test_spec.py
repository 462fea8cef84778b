"""The specification names every section and every reason that a finding can carry, and every proof."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import bylaw.belenios
from bylaw.belenios import challenges
from bylaw.belenios.findings import Reason

SPEC = Path(__file__).parents[2].joinpath("docs", "spec", "elections.md").read_text()


def verifier_sections() -> set[str]:
    modules = [
        import_module(found.name)
        for found in walk_packages(bylaw.belenios.__path__, "bylaw.belenios.")
        if "prover" not in found.name and "kernel" not in found.name
    ]
    return {module.SECTION for module in modules if hasattr(module, "SECTION")} - {"second-proof", "cautions"}


def test_every_section_of_a_finding_is_a_heading():
    headings = set(re.findall(r"^## (.*)$", SPEC, re.MULTILINE))
    assert {"archive", "trustees", "proofs", "result"} <= headings
    assert verifier_sections() <= headings


def test_every_reason_is_listed():
    listed = SPEC.split("## Reasons")[1]
    assert set(re.findall(r"`([a-z]+)`", listed)) == {reason.value for reason in Reason}


ROWS = {
    "prefix_possession": "possession of a key",
    "prefix_message": "signature between trustees",
    "prefix_signature": "ballot signature",
    "prefix_interval": "choice is 0 or 1",
    "prefix_interval_of_sum": "sum in range",
    "prefix_blank": "not blank, or nothing chosen",
    "prefix_blank_overall": "blank, or sum in range",
    "prefix_one_list": "list selected, or empty",
    "prefix_nonzero": "a candidate selected",
    "prefix_ranked": "ranked answer",
    "prefix_decryption": "decryption factor",
}


def test_every_hash_has_its_row():
    table = SPEC.split("## proofs")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([a-z][^|]*) \|", table, re.MULTILINE)
    assert {name for name in dir(challenges) if name.startswith("prefix_")} == set(ROWS)
    assert set(rows) == {*ROWS.values(), "one list", "shuffle", "proof"}
