"""What the tests of the store share: other people's programs, and servers on loopback."""

import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

BUILT = Path(__file__).parents[2] / "build" / "outside"


def program(name: str) -> str:
    """The path of a program that scripts/outside-programs installs; its absence is a failure, never a skip."""
    found = shutil.which(str(BUILT / name)) or shutil.which(name)
    assert found, f"{name} is missing: run scripts/outside-programs"
    return found


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def running(*command: str, port: int, environment: dict[str, str] | None = None):
    """Run a server until the block ends; the block begins when it listens."""
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            until = time.monotonic() + 20
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    said.seek(0)
                    assert server.poll() is None and time.monotonic() < until, said.read().decode()  # noqa: PT018
                    time.sleep(0.02)
            yield server
        finally:
            server.terminate()
            server.wait(10)
