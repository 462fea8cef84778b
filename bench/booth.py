"""The booth in Debian's Chromium: from the click to the painted paper, and from the vote to the encrypted ballot.

usage: python bench/booth.py [CANDIDATES]     (default: 34)

A real server and a real box; a new visitor each time, with nothing kept. `painted` is the browser's own first
contentful paint, `to choose` the moment at which the paper has been checked against the record and shown, `encrypted`
lasts from the press on the button until the ballot with all its proofs and its tracking number is painted. The page
itself notes these moments: what this program types, and how it waits, is in none of them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.portal.browsing import PHONE, cdp, chromium, enter_by_code, opened
from tests.portal.polling import lay_out, wide
from tests.portal.stage import served
from verify import processor

VOTERS, ROUNDS = 60, 5
GOALS = {"painted": 1000, "to choose": 1000, "encrypted": 500, "encrypted, of processor": 500}
MARK = """() => {
  const parts = {};
  const part = (name) => (parts[name] ??= Promise.withResolvers());
  addEventListener("keydown", (event) => part("press").resolve(event.timeStamp), true);
  document.addEventListener("focusin", (event) => {
    const name = event.target.closest("[data-part]")?.dataset.part;
    if (name) requestAnimationFrame(() => setTimeout(() => part(name).resolve(performance.now())));
  });
  window.noted = (name) => part(name).promise;
}"""
"""Notes when each part of the booth has first been painted: its heading gets the focus, then a frame goes by.

What is filled in afterwards has the focus too, and is none of it: a moment is noted once. The first key that goes down
is the press on the button: a field is filled in without one.
"""


def visit(browser: Browser, url: str, voter: int, credential: str) -> tuple[float, ...]:
    """Make one ballot; gives the milliseconds of paint, paper and encryption, and those of processor of the last."""
    page = opened(browser, url, viewport=PHONE)
    tools = cdp(page)
    tools.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    tools.send("Performance.enable")
    enter_by_code(page, f"voter{voter}@example.org")
    page.add_init_script(f"({MARK})()")
    page.goto("/booth/b1/vote/")
    choose = page.evaluate("window.noted('choose')")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.get_by_label("Voting credential").fill(credential)
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Encrypt my ballot").focus()
    before = spent(tools)
    page.keyboard.press("Enter")
    review = page.evaluate("window.noted('review')")
    used = spent(tools) - before
    press = page.evaluate("window.noted('press')")
    page.context.close()
    return paint, choose, review - press, used


def spent(tools: CDPSession) -> float:
    """Give the milliseconds of processor that the page's thread has used."""
    found = tools.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in found if each["name"] == "TaskDuration")


def main() -> None:
    """Print the median and the worst of some visits."""
    candidates = int(sys.argv[1]) if len(sys.argv) > 1 else 34
    print(f"{processor()}, {len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.0f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "org"
        boxed = wide(folder, VOTERS, candidates)
        keys = boxed.it.whole.credentials
        site = lay_out(folder, boxed, VOTERS)
        with served(site), sync_playwright() as driver, chromium(driver) as browser:
            found = [visit(browser, site.url, n, keys[f"voter {n}"]) for n in range(1, ROUNDS + 1)]
    for (what, goal), spans in zip(GOALS.items(), zip(*found, strict=True), strict=True):
        print(
            f"{candidates} candidates, {what}: {median(spans):.0f} ms, at worst {max(spans):.0f}; goal {goal}"
        )


if __name__ == "__main__":
    main()
