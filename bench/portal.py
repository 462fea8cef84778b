"""The portal under load, one process: public pages with 10 000 members, and ballots over 200 connections at once.

usage: python bench/portal.py pages|ballots|roll [SIZE]

`pages` asks for public pages in turn over eight kept connections; `ballots` has 200 cast at once, then 200 more,
kills the server with -9 half way, starts it again and holds every receipt against the box; `roll` imports a
roll from CSV.
The load is made on the same machine: so the server's own seconds of processor stand beside the clock.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Lock

sys.path.insert(0, str(Path(__file__).parents[1]))

from bylaw.belenios import receipt
from bylaw.belenios.prover import ballot
from bylaw.belenios.prover.rehearsal import seeded
from bylaw.casting import BallotBox
from tests.acts import boxing
from tests.portal.polling import BOX, lay_out, wide
from tests.portal.stage import BYLAW, Client, Site, free_port, log_in, start
from verify import processor

PAGES = ("/", "/offices/", "/elections/", "/bylaws/", "/figures/", "/entries/", "/entries/?page=2", "/entries/0/",
         "/verify/", "/record/checkpoint", "/static/portal.css", "/api/organisation")  # fmt: skip
VOTERS, AT_ONCE, CHOICES = 60, 200, 5
"""Sixty members are the most that can found together; with ballots cast again, 200 connections cast at once."""
TICKS = os.sysconf("SC_CLK_TCK")


def spent(pid: int) -> float:
    """Seconds of processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def serving(site: Site) -> Iterator[subprocess.Popen[str]]:
    """Serve a folder for the length of a block."""
    server = start(site)
    try:
        yield server
    finally:
        server.kill()
        server.communicate()


def roll(folder: Path, size: int) -> float:
    """Found an organisation and import so many members; gives the seconds of the import."""
    made = [BYLAW, "new", folder, "--profile", "us-union-local", "--json"]
    subprocess.run(made, check=True, capture_output=True)
    path = folder / "roll.csv"
    with path.open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["number", "name", "email", "since", "class"])
        rows.writerows(
            [n, f"Member Number{n}", f"m{n}@example.org", "2020-05-01", "ordinary"] for n in range(size)
        )
    begun = time.perf_counter()
    subprocess.run([BYLAW, "import", folder, path, "--as", "anna", "--as", "ben"], check=True)
    return time.perf_counter() - begun


def pages(size: int) -> None:
    """Measure public pages of an organisation of so many members."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "org"
        roll(folder, size)
        site = Site(folder, f"http://localhost:{free_port()}")
        with serving(site) as server:
            begun, before = time.perf_counter(), spent(server.pid)
            each(lambda line, n: ask(line, PAGES[n % len(PAGES)]), len(PAGES), 1, site)
            print(
                f"each page once, not yet kept: {spent(server.pid) - before:.2f} s of processor for {len(PAGES)}"
            )
            before, begun = spent(server.pid), time.perf_counter()
            waits = each(lambda line, n: ask(line, PAGES[n % len(PAGES)]), 4000, 8, site)
            seconds, cores = time.perf_counter() - begun, spent(server.pid) - before
        p95 = sorted(waits)[len(waits) * 95 // 100] * 1000
        print(
            f"{size} members: {len(waits) / seconds:.0f} requests/s, p95 {p95:.0f} ms; "
            f"{len(waits) / cores:.0f} a second of processor"
        )


def ask(line: HTTPConnection, path: str) -> None:
    """Ask for a page over a kept connection."""
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    assert answer.status == 200, (path, answer.status)


def each(do: Callable[[HTTPConnection, int], None], count: int, lines: int, site: Site) -> list[float]:
    """Do something so many times over so many connections; gives how long each took."""
    waits, lock, left = list[float](), Lock(), iter(range(count))

    def work(_: int) -> None:
        line = HTTPConnection("localhost", int(site.url.rpartition(":")[2]), timeout=60)
        while True:
            with lock:
                n = next(left, None)
            if n is None:
                return
            begun = time.perf_counter()
            do(line, n)
            waits.append(time.perf_counter() - begun)

    with ThreadPoolExecutor(lines) as pool:
        list(pool.map(work, range(lines)))
    return waits


def polling(folder: Path) -> tuple[boxing.Boxed, list[bytes]]:
    """Open a box in a new organisation, and make two ballots and more of each voter."""
    boxed = wide(folder, VOTERS, CHOICES)
    keys, election = boxed.it.whole.credentials, boxed.it.whole.election
    marks = [[int(n == chosen) for n in range(CHOICES)] for chosen in range(CHOICES)]
    votes = [
        ballot.make(election, keys[f"voter {n % VOTERS}"], [marks[n % CHOICES]], seeded(f"{n}"))
        for n in range(2 * AT_ONCE)
    ]
    return boxed, votes


def ballots(_size: int) -> None:
    """Measure ballots that 200 voters cast at once, with a kill half way."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "org"
        boxed, votes = polling(folder)
        site = lay_out(folder, boxed, VOTERS)
        with serving(site) as server:
            logged = time.perf_counter()
            members = [entered(site, n + 1) for n in range(VOTERS)]
            print(f"{VOTERS} log-ins one after another: {time.perf_counter() - logged:.1f} s")
            cookies = [members[n % VOTERS] for n in range(2 * AT_ONCE)]
            half, before, begun = AT_ONCE, spent(server.pid), time.perf_counter()
            first = rush(site, list(zip(cookies[:half], votes[:half], strict=True)))
            seconds, cores = time.perf_counter() - begun, spent(server.pid) - before
            print(
                f"{half} voters at once: {half / seconds:.0f} ballots/s, {half / cores:.0f} a second of processor"
            )
            with ThreadPoolExecutor(1) as pool:
                second = pool.submit(rush, site, list(zip(cookies[half:], votes[half:], strict=True)))
                time.sleep(seconds / 2)
                server.kill()
                lost = [each for each in second.result() if each]
        given = [each for each in [*first, *lost] if each]
        with serving(site):
            archive = Client(site.url)
            box = BallotBox.open(folder / "boxes" / BOX)
            assert isinstance(box, BallotBox)
            raw = b"".join(box.archive())
            assert archive.get("/health/").status == 200
        about = receipt.Box(boxed.box.fingerprint, boxed.box.key, None)
        standing = [str(receipt.dispute(each, raw, about).standing) for each in given]
        held = standing.count("present") + standing.count("superseded")
        print(
            f"killed: {len(given)} receipts were given, {len(given) - held} of them for ballots that are not there"
        )


def entered(site: Site, voter: int) -> dict[str, str]:
    """Log a voter in; gives the headers with which she casts."""
    client = Client(site.url)
    log_in(client, f"voter{voter}@example.org")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/me/").text)
    jar = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.jar)
    return {
        "Cookie": jar,
        "X-CSRFToken": token[1] if token else "",
        "Referer": site.url,
        "Content-Type": "text/plain",
    }


def rush(site: Site, voters: list[tuple[dict[str, str], bytes]]) -> list[receipt.Receipt | None]:
    """Have voters cast at once; gives the receipt of each, None where the line broke before it came."""

    def cast(who: tuple[dict[str, str], bytes]) -> receipt.Receipt | None:
        line = HTTPConnection("localhost", int(site.url.rpartition(":")[2]), timeout=60)
        try:
            line.request("POST", f"/booth/{BOX}/cast/", who[1], who[0])
            answer = line.getresponse()
            told = json.loads(answer.read())
        except (OSError, HTTPException, ValueError):
            return None
        assert "receipt" in told, told
        return receipt.read(json.dumps(told["receipt"], separators=(",", ":")).encode())

    with ThreadPoolExecutor(len(voters)) as pool:
        return list(pool.map(cast, voters))


def rolls(size: int) -> None:
    """Measure an import."""
    with tempfile.TemporaryDirectory() as name:
        print(f"import of {size}: {roll(Path(name) / 'org', size):.1f} s")


def main() -> None:
    """Do what was asked."""
    what = sys.argv[1] if len(sys.argv) > 1 else "pages"
    sizes = {"pages": 10_000, "ballots": AT_ONCE, "roll": 100_000}
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.0f}")
    {"pages": pages, "ballots": ballots, "roll": rolls}[what](
        int(sys.argv[2]) if len(sys.argv) > 2 else sizes[what]
    )


if __name__ == "__main__":
    main()
