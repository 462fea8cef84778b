"""The kernel is where Rust is, and the arithmetic in use is named truly."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from bylaw.belenios.group import named
from bylaw.belenios.verifier import backend, verify

LEAST = 89


def rust() -> int:
    """Return the minor release of Rust on this machine, 0 where there is none that runs."""
    if not (shutil.which("cargo") and shutil.which("rustc")):
        return 0
    asked = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=False, timeout=60)
    return int(asked.stdout.split()[1].split(".")[1]) if asked.returncode == 0 else 0


def test_built_where_rust_is() -> None:
    assert (find_spec("bylaw_kernel") is not None) >= (rust() >= LEAST), (
        "make kernel, then read kernel/target/build.log"
    )


def test_without_rust_setup_goes_on(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "kernel"
    for program in ("sh", "dirname", "cut"):
        (tmp_path / program).symlink_to(shutil.which(program) or program)
    done = subprocess.run(
        [tmp_path / "sh", script, ".venv"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "kernel: not built (no cargo); elections are verified with libsodium\n"


@pytest.mark.parametrize(("group", "arithmetic"), [("Ed25519", "libsodium"), ("BELENIOS-2048", "reference")])
def test_without_the_kernel_what_is_used_is_named(
    monkeypatch: pytest.MonkeyPatch, group: str, arithmetic: str
) -> None:
    monkeypatch.setattr(backend, "find_spec", lambda _: None)
    elements = named(group)
    assert backend.backend(elements, elements.generator).name == arithmetic


def test_the_report_names_what_was_used() -> None:
    source = (Path(__file__).parents[1] / "data" / "belenios" / "open-ed25519" / "election.bel").read_bytes()
    assert verify(source).backend == ("kernel" if find_spec("bylaw_kernel") else "libsodium")
    field = (
        Path(__file__).parents[1] / "data" / "belenios" / "h34-belenios2048-v33" / "election.bel"
    ).read_bytes()
    assert verify(field, 2).backend == "reference"
