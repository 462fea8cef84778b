"""An open ballot box for tests and benches: its voters in the register, the box in its folder, and a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from bylaw.belenios.prover.rehearsal import Plan, rehearse, seeded
from bylaw.casting import BallotBox, Hours
from bylaw.people.files import FOLDER
from bylaw.people.person import Person
from bylaw.people.register import Register
from tests.acts.boxing import SEED, Boxed, cut, marks
from tests.acts.recorded import Recorded
from tests.acts.society import person
from tests.portal.browsing import PHONE, enter_by_code, opened
from tests.portal.stage import Site, free_port, served

BOX = "b1"


def lay_out(folder: Path, boxed: Boxed, voters: int) -> Site:
    """Put the box and its voters into the folder of their organisation, ready to be served."""
    found = boxed.s.state.elections.all["e1"]
    hours = Hours(found.opens, found.closes)
    made = BallotBox.create(folder / "boxes" / BOX, boxed.it.cuts[0], SEED, hours)
    assert isinstance(made, BallotBox), made
    made.release()
    with Register.create(folder / FOLDER) as register:
        for n in range(1, voters + 1):
            register.add(person(n), Person(name=f"Voter Number{n}", email=f"voter{n}@example.org"))
    boxed.s.organisation.close()
    return Site(folder, f"http://localhost:{free_port()}")


def wide(folder: Path, voters: int, candidates: int) -> Boxed:
    """Open a box with one approval question of so many candidates, before the first ballot; 60 can found together."""
    numbers = (5, 6, 7, *range(11, 8 + candidates))
    names = {f"voter {n}": 1 for n in range(voters)}
    plan = Plan("Ed25519", [marks(numbers)], names, [], singles=0, threshold=(2, 3), decryptors=(1, 3))
    boxed = Boxed(Recorded(folder, founders=voters), cut(rehearse(plan, seeded("wide"))), ranked=False)
    boxed.papers = (numbers,)
    return boxed.opened()


@contextmanager
def polled(folder: Path, *options: str, **opened: object) -> Iterator[tuple[Site, Boxed]]:
    """Serve the open box of twelve voters."""
    boxed = Boxed(Recorded(folder, founders=12)).opened(**opened)
    with served(lay_out(folder, boxed, 12), *options) as site:
        yield site, boxed


def entered(browser: Browser, site: Site, number: int) -> Page:
    """Log a voter in on her phone."""
    page = opened(browser, site.url, viewport=PHONE)
    enter_by_code(page, f"voter{number}@example.org")
    return page


def choose(page: Page, credential: str) -> None:
    """Fill in the paper in the booth, and have the ballot encrypted."""
    page.get_by_label("Voting credential").fill(credential)
    page.get_by_role("checkbox").first.check()
    for place, rank in enumerate((2, 1, 3)):
        page.get_by_role("spinbutton").nth(place).fill(str(rank))
    page.get_by_role("button", name="Encrypt my ballot").click()
