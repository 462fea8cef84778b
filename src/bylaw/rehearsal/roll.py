"""A roll as a union's old list would be exported: invented people, the same for the same seed."""

from __future__ import annotations

import csv
import io
from random import Random

GIVEN = """Ada Amir Ana Bela Boris Carmen Chidi Dana Darius Elif Emil Fatou Felix Gita Goran Hanna Hugo Ines Ivo Jana
Joao Kemal Kira Lea Luis Maja Marco Mina Nils Nora Olga Omar Pia Quentin Rana Remy Sara Stefan Tara Timo Uma Vera Viktor
Wanda Xenia Yara Yusuf Zoe Zoran Åsa""".split()  # noqa: SIM905 - a list to read
FAMILY = """Abebe Ahmadi Baker Bauer Castro Chen Costa Dubois Eriksen Farah Fischer Garcia Gruber Haddad Horvat Ito
Jansen Kaya Keller Kim Kovač Laurent Lopez Meyer Moreau Nagy Nguyen Novak Okafor O'Brien Papadakis Petrov Quispe Rossi
Santos Sato Schmidt Silva Singh Smith Suarez Tanaka Toth Ueda Vargas Weber Wolf Yilmaz Zhang Zimmer""".split()  # noqa: SIM905


WITHOUT_EMAIL = 40
"""Each so many has no e-mail address: she is reached on paper."""


def roll_csv(members: int, seed: str) -> bytes:
    """Give a roll in bylaw's plain layout: number, names, address, class and since."""
    dice = Random(seed)  # noqa: S311 - invented people, not secrets
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(["number", "given name", "family name", "email", "address", "class", "since"])
    for n in range(1, members + 1):
        given, family = dice.choice(GIVEN), dice.choice(FAMILY)
        since = f"{dice.randint(1990, 2023)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        email = "" if n % WITHOUT_EMAIL == 0 else f"member{n}@example.org"
        cls = "retired" if n % 23 == 0 else "apprentice" if n % 11 == 0 else "ordinary"
        rows.writerow([f"L12-{n:04}", given, family, email, f"{n} Harbor Street, Springfield", cls, since])
    return out.getvalue().encode()
