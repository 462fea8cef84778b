"""A card before a camera: its text, and a film of its code that Chromium takes for what a camera sees."""

from pathlib import Path

import segno

from bylaw.people.card_office import text_of
from bylaw.people.files import FOLDER
from bylaw.people.register import Register
from bylaw.store import card_key
from bylaw.store.organisation import Organisation

WIDTH, HEIGHT, FRAMES = 640, 480, 3
GREY = bytes([128]) * (WIDTH * HEIGHT // 4)


def card_text(site, who):
    """The text of a player's newest card, as her page draws it."""
    state = Organisation.open(site.folder).state
    member = site.year.on.member(who)
    with Register.open(site.folder / FOLDER) as register:
        openings = register.openings_for(member)
    *_, card = state.cards.of_member(member)
    return text_of(openings, card, card_key.load(site.folder))


def film(text: str, path: Path) -> Path:
    """Write a code as a film in YUV4MPEG2: dark on white, in the middle."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    size = code.symbol_size(border=4)[0]
    scale = HEIGHT // size
    rows = [
        bytes(16 if dark else 235 for dark in row for _ in range(scale)) for row in code.matrix_iter(border=4)
    ]
    left = (WIDTH - size * scale) // 2
    wide = [
        b"\xeb" * left + row + b"\xeb" * (WIDTH - left - size * scale) for row in rows for _ in range(scale)
    ]
    above = (HEIGHT - len(wide)) // 2
    blank = b"\xeb" * WIDTH
    luma = b"".join([*[blank] * above, *wide, *[blank] * (HEIGHT - above - len(wide))])
    frame = b"FRAME\n" + luma + GREY + GREY
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420\n".encode() + frame * FRAMES)
    return path
