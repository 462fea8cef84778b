"""Children that die: a forked process does some work and says on a pipe what it achieved, until it is killed.

It is killed with SIGKILL, by itself at line number N of the code that is watched, or by its parent at a random moment.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
Say = Callable[[dict], None]


class Ended(NamedTuple):
    """What a child said, line by line, and whether it was killed."""

    said: list[dict]
    dead: bool


def die_at(step: int, watched: Collection[str]) -> None:
    """Kill this process at the step-th line of the files that are watched."""
    left = [step]

    def trace(frame, event, _arg):
        if frame.f_code.co_filename not in watched:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def at_line(step: int, watched: Collection[str], work: Callable[[Say], None]) -> Ended:
    """Let a child work until it comes to a line."""
    return _child(lambda say: (die_at(step, watched), work(say)), None)


def at_moment(delay: float, work: Callable[[Say], None]) -> Ended:
    """Let a child work for some seconds after the first thing that it says."""
    return _child(work, delay)


def _child(work: Callable[[Say], object], delay: float | None) -> Ended:
    listen, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(listen)

        def say(line: dict) -> None:
            os.write(tell, json.dumps(line).encode() + b"\n")

        try:
            work(say)
        except BaseException as fault:  # noqa: BLE001
            say({"fault": repr(fault)})
        os._exit(0)
    os.close(tell)
    if delay is not None:
        select.select([listen], [], [], 5)
        time.sleep(delay)
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(listen) as lines:
        said = [json.loads(line) for line in lines]
    _, status = os.waitpid(pid, 0)
    return Ended(said, os.WIFSIGNALED(status))


def tally_of(program: str, folder: Path, kills: int, how: str) -> dict[str, int]:
    """What a program found that lets children die: how many, and nothing wrong."""
    command = [sys.executable, "-m", program, str(folder), str(kills), how]
    limit = 120 + kills
    done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    tally = json.loads(done.stdout)
    assert tally["wrong"] is None, tally
    return tally
