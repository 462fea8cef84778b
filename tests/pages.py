"""The pages of the documentation as commands to run: a shell for their console blocks, and what they should say."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from tests.ports import free_port, listens

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PORT = re.compile(r"(?<=127\.0\.0\.1:)\d+|(?<=http\.server )\d+")
FENCE = re.compile(r"^```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"`(bylaw [a-z][^`]*)`")
TYPED = re.compile(r"^ *(?:\$ |ExecStart=)?(?:\S*/)?(bylaw [a-z].*)$", re.MULTILINE)


class Shell:
    """Runs a page's commands as a reader would, in one folder, on ports that are free here."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports: dict[str, str] = {}
        self.behind: list[int] = []

    def run(self, command: str) -> str:
        """Give what a command prints, whatever its exit code; one that ends with & goes on until `close`."""
        command = PORT.sub(lambda port: self.ports.setdefault(port[0], str(free_port())), command)
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        with tempfile.TemporaryFile() as said:
            done = subprocess.Popen(
                ["bash", "-c", command],
                cwd=self.folder,
                env={**os.environ, "PATH": path},
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
            done.wait()
            if command.endswith("&"):
                self.behind.append(done.pid)
                self._wait(PORT.findall(command))
            said.seek(0)
            return said.read().decode()

    def told(self, line: str) -> str:
        """Give a line that a page expects, with the ports that are used here."""
        return PORT.sub(lambda port: self.ports.get(port[0], port[0]), line)

    def close(self) -> None:
        """End what runs behind."""
        for group in self.behind:
            os.killpg(group, signal.SIGTERM)

    def _wait(self, ports: list[str]) -> None:
        patience = time.monotonic() + 120
        while not all(listens(int(port)) for port in ports):
            assert time.monotonic() < patience, f"nobody listens on {ports}"
            time.sleep(0.05)


def commands(page: str) -> Iterator[tuple[str, list[str]]]:
    """Give each command of a page's console blocks with the lines that it should print."""
    for block in BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = part.rstrip("\n").split("\n")
            yield command, expected


def named(page: str) -> Iterator[str]:
    """Give each `bylaw` command that a page names and no test runs: a line of a block, or quoted in its text."""
    page = BLOCK.sub("", page).replace("\\\n", " ").replace("\\|", "|")
    blocks = [*FENCE.findall(page), "\n".join(line for line in page.splitlines() if line.startswith("    "))]
    for command in (*TYPED.findall("\n".join(blocks)), *QUOTED.findall(FENCE.sub("", page))):
        yield " ".join(command.split())


def unsaid(expected: list[str], said: str) -> str | None:
    """Give the first expected line that is not said, in order; … stands for anything, runs of spaces for one."""
    lines = iter(" ".join(line.split()) for line in said.splitlines())
    for line in expected:
        pattern = re.compile(r"\s*.*\s*".join(re.escape(" ".join(p.split())) for p in line.split("…")))
        if not any(pattern.fullmatch(each) for each in lines):
            return line
    return None


def stale(committed: str, written: str) -> tuple[str, str] | None:
    """Give the first two lines that differ between two long pages; a whole diff of them would take minutes."""
    lines = zip_longest(committed.splitlines(), written.splitlines(), fillvalue="(no line)")
    return next(((old, new) for old, new in lines if old != new), None)
