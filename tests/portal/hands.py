"""Two ways to use a page: with a pointer, or by the keys alone. Whoever has no pointer reaches a thing by the tab key."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Locator, expect

FAR = 300
"""After so many stops there is no way to a thing by the tab key."""


class Mouse:
    """Points at things."""

    def go(self, thing: Locator) -> None:
        """Press a button, follow a link, tick a box."""
        thing.click()

    def write(self, field: Locator, value: str) -> None:
        """Fill in a field, or choose in it, by the value."""
        if sort(field) == "select":
            field.select_option(value)
        else:
            field.fill(value)


class Keyboard:
    """Has keys alone."""

    def go(self, thing: Locator) -> None:
        """Reach it and press it: a box or a file by the space bar, one of several choices by the arrows."""
        kind = sort(thing)
        if kind == "radio":
            one_of(thing)
        else:
            reach(thing)
            thing.page.keyboard.press("Space" if kind in {"checkbox", "file"} else "Enter")

    def write(self, field: Locator, value: str) -> None:
        """Reach a field and type; in a list of choices go down to the one."""
        reach(field)
        keys = field.page.keyboard
        if sort(field) == "select":
            chosen(field, value)
        elif sort(field) == "datetime-local":
            at = datetime.fromisoformat(value)
            keys.type(f"{at:%m%d%Y}")
            keys.press("ArrowRight")
            keys.type(f"{at:%I%M%p}")
        else:
            keys.press("ControlOrMeta+A")
            keys.insert_text(value)
        expect(field).to_have_value(value)


MOUSE, KEYBOARD = Mouse(), Keyboard()
Hand = Mouse | Keyboard


def sort(thing: Locator) -> str:
    """Give what sort of thing it is: a select, or the type of an input, or nothing that is typed into."""
    return str(thing.evaluate("it => it.tagName === 'SELECT' ? 'select' : it.type ?? ''"))


def reach(thing: Locator) -> None:
    """Go on by the tab key until this has the focus, and is seen to have it."""
    expect(thing).to_be_visible()
    for _ in range(FAR):
        if thing.evaluate("it => it === document.activeElement && it.matches(':focus-visible')"):
            return
        thing.page.keyboard.press("Tab")
    pytest.fail(f"no way by the keyboard to {thing}")


def one_of(choice: Locator) -> None:
    """Reach the first of several choices of which one is taken, and go down to this one."""
    reach(choice.page.locator(f"[name='{choice.get_attribute('name')}']").first)
    for key in ("Space", *["ArrowDown"] * FAR):
        choice.page.keyboard.press(key)
        if choice.is_checked():
            return
    pytest.fail(f"no way down to {choice}")


def chosen(field: Locator, value: str) -> None:
    """Go down a list of choices, from its top, to the one with this value."""
    field.page.keyboard.press("Home")
    for _ in range(FAR):
        if field.input_value() == value:
            return
        field.page.keyboard.press("ArrowDown")
    pytest.fail(f"no choice {value} in {field}")
