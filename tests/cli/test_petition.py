"""A recall on the command line: signed under seal, carried in, opened by two tellers, and verified by who lacks the openings."""

import json
import subprocess
import sys
from pathlib import Path

BYLAW = Path(sys.executable).parent / "bylaw"
NAMES = ("ana", "ben", "carla", "dora", "edo", "fay")


def bylaw(*arguments, code=0):
    done = subprocess.run(
        [BYLAW, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def seal(folder, key, out, *more):
    return bylaw("petition", "seal", folder, "rc", "--as", key, "--out", out, *more).strip()


def test_a_recall_from_the_seals_to_the_vote(tmp_path):
    folder = tmp_path / "org"
    founders = [word for name in NAMES for word in ("--founder", name)]
    bylaw("new", folder, "--profile", "association", "--clock", "simulated", "--at", "2025-01-06", *founders)
    offices = json.loads(bylaw("show", folder, "offices", "--json"))["offices"]
    chair = next(line["holders"][0]["mandate"] for line in offices if line["office"] == "chair")
    (tmp_path / "why").write_text("why")
    bylaw("act", folder, "open-recall", "--name", "rc", "--mandate", chair, "--grounds", tmp_path / "why",
          "--as", "fay", "--at", "2025-01-07")  # fmt: skip
    seals = [seal(folder, "edo", tmp_path / "edo"), seal(folder, "fay", tmp_path / "fay")]
    seals.append(seal(folder, "fay", tmp_path / "back", "--withdraw"))
    flags = [word for each in seals for word in ("--seals", each)]
    bylaw("act", folder, "seal-signatures", "--petition", "rc", *flags, "--as", "dora")
    bylaw("act", folder, "file-petition", "--petition", "rc", "--as", "dora")
    opened = bylaw("petition", "open", folder, "rc", tmp_path / "edo", tmp_path / "fay", tmp_path / "back",
                   "--out", tmp_path / "all")  # fmt: skip
    assert opened.splitlines() == ["good     1", "struck   1 withdrawn"]
    count = ("count-petition", "--petition", "rc", "--openings", tmp_path / "all", "--good", "1",
             "--struck", '{"withdrawn":1}')  # fmt: skip
    signed = [word for key in ("dora", "edo") for word in ("--as", f"{key}:teller")]
    assert "is not here" in bylaw("may", folder, *count, *signed, code=1)
    bylaw("act", folder, *count, *signed, "--sealed", tmp_path / "all")
    (line,) = json.loads(bylaw("show", folder, "petitions", "--json"))["petitions"]
    assert line["stage"] == "signatures that count: 1; needed: 1; struck: 1 withdrawn; vote recall.rc.1"
    verdict = json.loads(bylaw("verify", folder, "--unwitnessed-ok", "--json"))
    assert (verdict["verdict"], verdict["counts"]["sealed"], verdict["counts"]["unproven"]) == ("valid", 1, 0)
    assert not list((folder / "record" / "attachments").rglob("*")), "the openings are not published"
