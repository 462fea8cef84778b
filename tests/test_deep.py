"""The programs behind `make deep`: what they name is there, and their verdict is no better than what they found."""

import subprocess
import sys
from argparse import Namespace
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    loader = SourceFileLoader(f"script_{name}", str(ROOT / "scripts" / name))
    module = ModuleType(loader.name)
    module.__file__ = loader.path
    exec(loader.get_code(loader.name), module.__dict__)
    return module


MUTANTS, DEEP = script("mutants"), script("deep")


@pytest.mark.parametrize("group", MUTANTS.GROUPS)
def test_the_modules_and_tests_of_a_group_are_there(group):
    named = [*MUTANTS.modules(group), *MUTANTS.tests(group)]
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_each_judgement_is_of_a_group_and_has_its_reason():
    lines = [line for line in MUTANTS.JUDGED.read_text().splitlines() if not line.startswith("#")]
    covered = set().union(*map(MUTANTS.judged, MUTANTS.GROUPS))
    assert [line for line in lines if line.rpartition(" # ")[0] not in covered] == []
    assert [line for line in lines if not line.rpartition(" # ")[2].strip()] == []
    assert lines == sorted(set(lines))


def test_the_functions_of_the_copy_remember_nothing(tmp_path):
    for path in MUTANTS.modules("record/text"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text((ROOT / path).read_text())
    MUTANTS.forgetful(tmp_path, "record/text")
    clock = (tmp_path / "src/bylaw/record/clock.py").read_text()
    assert "\n@" not in clock
    assert "\n\n\ndef instant(" in clock
    entry = "src/bylaw/record/entry.py"
    assert (tmp_path / entry).read_text() == (ROOT / entry).read_text()


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A copy with one function and one test of it, to be filled in."""
    monkeypatch.setattr(MUTANTS, "GROUPS", {"one": {"modules": ["one"], "folder": "small", "tests": ["one"]}})
    texts = {
        "pyproject.toml": "",
        "src/bylaw/__init__.py": "",
        "src/bylaw/one.py": "def word():\n    return 'said'\n",
        "tests/conftest.py": (ROOT / "tests/conftest.py").read_text(),
    }
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "tests/small").mkdir()
    MUTANTS.configured(tmp_path, "one")
    return tmp_path


TEST = """
from bylaw.one import word

def pytest_generate_tests(metafunc):
    metafunc.parametrize("said", ["said"], ids=[{name}])

def test_one(said):
    assert word() == said
"""


def follow(room: Path, name: str) -> list[str]:
    (room / "tests/small/test_one.py").write_text(TEST.format(name=name))
    return MUTANTS.followed("one", room, Namespace(minutes=5, only="", processes=1))


def test_a_run_whose_tests_are_found_judges_each_change(room):
    assert follow(room, "'plain'") == []
    assert set(MUTANTS.states_in(room).values()) == {"killed"}


def test_a_run_stops_where_a_test_is_not_found_by_its_name(room):
    said = follow(room, "word()")
    assert said[0] == "pytest does not find a test that it is asked for, so nothing is judged"
    assert said[1:] == [
        "its name depends on what is changed, or cannot be asked for: give its cases plain ids"
    ]


def test_which_tests_are_not_found_is_said(room):
    (room / "tests/small/test_one.py").write_text(TEST.format(name="'plain'"))
    there, gone = (f"tests/small/test_one.py::test_one[{name}]" for name in ("plain", "other"))
    assert MUTANTS.unfound(room) == []
    (room / MUTANTS.UNFOUND).write_text(f"{there}\n{gone}")
    assert MUTANTS.unfound(room)[1:-1] == [gone]


TOLD = {"a": "A", "b": "B"}


@pytest.mark.parametrize(
    ("states", "known", "faults"),
    [
        ({"c": "killed", "a": "survived"}, {"A"}, []),
        ({"c": "killed", "a": "timeout"}, {"A"}, []),
        ({"c": "killed", "a": "timeout"}, set(), []),
        ({"c": "killed", "a": "survived"}, set(), ["survived: A"]),
        ({"c": "killed", "a": "no tests"}, {"A"}, ["no tests: A"]),
        ({"c": "killed", "a": "segfault"}, set(), ["segfault: A"]),
        ({"c": "killed"}, {"C"}, ["judged to change nothing, but noticed or gone: C"]),
        ({"c": "not checked", "d": "killed"}, {"C"}, ["not reached in the time: 1 of 2"]),
        ({"c": "not checked", "a": "survived"}, set(), ["survived: A", "not reached in the time: 1 of 2"]),
        ({}, set(), ["not reached in the time: 0 of 0"]),
    ],
)
def test_what_a_run_of_mutants_leaves_is_no_fault_or_named(states, known, faults):
    told = {name: TOLD[name] for name in states if name in TOLD}
    assert MUTANTS.weighed(states, told, known) == faults


def test_a_method_is_meant_as_it_is_judged_and_as_it_is_run():
    names = ("bylaw.rules.bylaws.x.Bylaws.on", "bylaw.rules.bylaws.xǁBylawsǁon__mutmut_27")
    for word in ("", "on", "Bylaws.on", "Bylawsǁon"):
        assert all(MUTANTS.meant(word, name) for name in names)
    assert not any(MUTANTS.meant("Bylaws.one", name) for name in names)


@pytest.mark.parametrize(
    ("second", "code", "last"), [("true", 0, "deep: held"), ("false", 1, "deep: FAILED (two)")]
)
def test_each_piece_is_run_and_has_its_verdict(monkeypatch, capfd, second, code, last):
    commands = {"one": "true", "two": second, "three": "true"}
    pieces = {name: DEEP.Piece(name, (command,)) for name, command in commands.items()}
    monkeypatch.setattr(DEEP, "PIECES", pieces)
    monkeypatch.setattr(sys, "argv", ["deep"])
    assert DEEP.main() == code
    said = capfd.readouterr().out
    assert [
        line.split()[1] for line in said.splitlines() if line.startswith("=== ") and " after " in line
    ] == [
        "one:",
        "two:",
        "three:",
    ]
    assert said.endswith(f"{last}\n")


# A run of the tests in the background leaves interrupts ignored to what it starts: here they are heard again.
INTERRUPTED = """
import signal, sys
from test_deep import DEEP

signal.signal(signal.SIGINT, signal.default_int_handler)
DEEP.PIECES = {name: DEEP.Piece(name, ("sh", "-c", line)) for name, line in {pieces}.items()}
sys.exit(DEEP.main())
"""


@pytest.mark.parametrize(
    ("line", "code", "last"),
    [
        ("kill -INT $PPID", 1, "deep: interrupted; go on with: scripts/deep two three"),
        ("true", 0, "deep: held"),
    ],
)
def test_a_run_that_is_interrupted_says_with_what_to_go_on(line, code, last):
    program = INTERRUPTED.replace("{pieces}", repr({"one": "true", "two": line, "three": "true"}))
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (code, last)
    assert ran.stderr == ""


@pytest.mark.parametrize(("module", "word"), [(MUTANTS, "no group begins"), (DEEP, "there is no piece")])
def test_a_strange_name_is_refused(monkeypatch, capsys, module, word):
    monkeypatch.setattr(sys, "argv", ["program", "nothing"])
    with pytest.raises(SystemExit) as ended:
        module.main()
    assert ended.value.code == 2
    assert word in capsys.readouterr().err


def test_what_a_piece_runs_is_there():
    words = [word for piece in DEEP.PIECES.values() for word in piece.command]
    paths = [ROOT / word.rpartition("=")[2] for word in words if "/" in word]
    assert [path for path in paths if path.parent != DEEP.BIN and not path.exists()] == []
