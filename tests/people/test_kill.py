"""A process killed in the middle of an import leaves both files with everybody, or with nobody."""

import random
import signal
import subprocess
import sys
import time

import pytest

from bylaw.people.register import Register

PEOPLE = 1500

CHILD = """
import io, secrets, sys
from pathlib import Path
from bylaw.people.layout import PLAIN
from bylaw.people.preview import preview
from bylaw.people.register import Register
roll = "number,name,since\\n" + "".join(f"{n},Name {n},2024-01-01\\n" for n in range(int(sys.argv[2])))
register = Register.open(Path(sys.argv[1]))
found = preview(io.BytesIO(roll.encode()), PLAIN, register)
print("ready", flush=True)
rows = register.import_roll(found, "o", "e", lambda: secrets.token_hex(16), lambda: secrets.token_bytes(32))
print("done", flush=True)
sys.stdin.read()
"""


def import_and_kill(folder, delay):
    words = [sys.executable, "-c", CHILD, str(folder), str(PEOPLE)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "ready\n"
        time.sleep(delay)
        child.send_signal(signal.SIGKILL)
        return "done" in child.stdout.read()


@pytest.mark.parametrize("nth", range(8))
def test_a_kill_leaves_all_or_nothing(tmp_path, nth):
    folder = tmp_path / "private"
    Register.create(folder).close()
    acknowledged = import_and_kill(folder, random.Random(nth).uniform(0, 0.5))
    with Register.open(folder) as register:
        people = list(register.people())
        assert len(people) in ((PEOPLE,) if acknowledged else (0, PEOPLE))
        keys = register._db.execute("SELECT count(*) FROM vault.key").fetchone()[0]
        assert keys == len(people)
        for member, _ in people[:20]:
            assert len(register.openings_for(member)) == 1
