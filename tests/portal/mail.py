"""As much of SMTP as it takes to receive a mail."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Post(socketserver.StreamRequestHandler):
    """Takes every mail, and tells who waits for one."""

    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            if line.upper() == "DATA":
                self._say("354 go on")
                mail = b""
                while not mail.endswith(b"\r\n.\r\n"):
                    mail += self.rfile.readline()
                with self.server.came:
                    self.server.mails.append(mail.decode())
                    self.server.came.notify_all()
            self._say("221 bye" if line.upper() == "QUIT" else "250 ok")

    def _say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[socketserver.ThreadingTCPServer]:
    """Receive mails for the length of a test, in ``mails``."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        server.mails, server.came = [], threading.Condition()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def first(server) -> str:
    """Wait for the first mail, and give it."""
    with server.came:
        assert server.came.wait_for(lambda: server.mails, timeout=120)
        return server.mails[0]


def code_in(server) -> str:
    """Wait for the first mail, and give the code in it."""
    return re.search(r"code is (\d{8})", first(server))[1]


def option(server) -> tuple[str, str]:
    """How `bylaw serve` is told of it."""
    return "--mail", f"smtp://127.0.0.1:{server.server_address[1]}?from=post@example.org"
