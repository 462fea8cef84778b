"""Cards, in numbers: a check at a door, and the list of a million members of whom one in fifty has left."""

from __future__ import annotations

import random
import time

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from bylaw.acts.members.card_status import bits
from bylaw.cards import card, status
from bylaw.cards.card import Card
from bylaw.cards.door import Door, check, open_door
from bylaw.rules.clause import FOREVER
from bylaw.state import State
from bylaw.state import cards as issued
from bylaw.state.roll import Spell

NOW, DAY, MILLION, CHECKS = 1_750_000_000, 86_400, 1_000_448, 2000
KEY, KID = derive_private_key(11, SECP256R1()), b"\1" * 8
URI = "https://local12.example/record/cards/status"


def record() -> State:
    """Make a record's state with a million members, a card for each, and one in fifty expelled."""
    state = State()
    gone = frozenset(random.Random(2).sample(range(MILLION), MILLION // 50))
    for n in range(MILLION):
        member = f"{n:032x}"
        end = NOW - DAY if n in gone else FOREVER
        state.members.roll.enter(member, Spell("root", "ordinary", NOW - 9 * DAY, end), ())
        state.cards.issue(
            issued.Card(member, member, "ordinary", n, NOW - 8 * DAY, NOW + 99 * DAY, "", member)
        )
    return state


def main() -> None:
    """Print each figure with its goal."""
    state = record()
    start = time.perf_counter()
    listed = bits(state, NOW)
    print(
        f"what became of {MILLION} cards, from the record's state: {time.perf_counter() - start:.2f} s (1 s)"
    )
    assert sum(byte.bit_count() for byte in listed) == MILLION // 50
    ended = sorted(random.Random(1).sample(range(MILLION), MILLION // 50))
    start = time.perf_counter()
    raw = status.sign(status.StatusList(URI, NOW, NOW + DAY, status.pack(MILLION, ended)), KEY, KID)
    print(f"list of {MILLION} cards, 2 % ended: {len(raw)} bytes (30 000), packed and signed in "
          f"{time.perf_counter() - start:.3f} s (1 s)")  # fmt: skip
    start = time.perf_counter()
    door = open_door("local12.example/record", {KID: KEY.public_key()}, raw, DAY)
    assert isinstance(door, Door)
    print(f"a door opens that list in {(time.perf_counter() - start) * 1e3:.2f} ms")
    living = next(i for i in range(MILLION) if not door.list.ended(i))
    told = Card(
        door.issuer, "ab" * 16, "Hana", "ordinary", NOW, NOW + DAY, living, URI, b"s" * 32, photo="cd" * 32
    )
    text = card.sign(told, KEY, KID)
    start = time.perf_counter()
    for _ in range(CHECKS):
        assert check(door, text, NOW) == told
    print(f"a card is checked in {(time.perf_counter() - start) / CHECKS * 1e3:.3f} ms (0.5 ms)")


if __name__ == "__main__":
    main()
