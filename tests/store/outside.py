"""What the tests of the store share: other people's programs, and servers on loopback."""

import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.ports import listens

BUILT = Path(__file__).parents[2] / "build" / "outside"


def program(name: str) -> str:
    """The path of a program that scripts/outside-programs installs; its absence is a failure, never a skip."""
    found = shutil.which(str(BUILT / name)) or shutil.which(name)
    assert found, f"{name} is missing: run scripts/outside-programs"
    return found


@contextmanager
def running(*command: str, port: int, environment: dict[str, str] | None = None):
    """Run a server until the block ends; the block begins when it listens."""
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            until = time.monotonic() + 20
            while not listens(port):
                said.seek(0)
                assert server.poll() is None and time.monotonic() < until, said.read().decode()  # noqa: PT018
                time.sleep(0.02)
            yield server
        finally:
            server.terminate()
            server.wait(10)
