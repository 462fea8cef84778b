"""The booth for tests: its stream of random bytes, and a server that knows nothing but the files it is given."""

import hashlib
import itertools
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "json": "application/json"}


def stream(seed):
    """The booth's stream of random bytes."""
    left, count = bytearray(), itertools.count()

    def draw(size):
        while len(left) < size:
            left.extend(hashlib.sha256(seed + next(count).to_bytes(8, "big")).digest())
        drawn = bytes(left[:size])
        del left[:size]
        return drawn

    return draw


@contextmanager
def serving(files):
    """Serve these bytes by their paths on a port of this machine; what is posted is kept and turned away."""
    posted = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            raw = files.get(self.path.lstrip("/"))
            kind = TYPES.get(self.path.rpartition(".")[2], "text/html")
            self.answer(200 if raw is not None else 404, raw or b"", kind)

        def do_POST(self):
            posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(422, b'{"problem":"only kept"}', "application/json")

        def answer(self, status, raw, kind):
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", posted
    finally:
        server.shutdown()
        server.server_close()
