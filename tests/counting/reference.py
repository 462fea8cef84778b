"""Slow counts written another way, to hold the real ones against: every paper on its own, nothing shared."""

from fractions import Fraction


def gregory(ballots, seats: int, places: int | None):  # noqa: C901 one piece reads as the rule does
    """Weighted inclusive Gregory: who is elected at which count, and all totals; None at a tie.

    Each single paper remembers its value and who holds it; every count adds all papers up anew.
    """
    numbers = range(1, len(ballots.candidates) + 1)
    papers = [
        {"value": Fraction(1), "order": p.order, "at": 0} for p in ballots.papers for _ in range(p.weight)
    ]
    quota = len(papers) // (seats + 1) + 1
    hopeful, pending, elected, rows = set(numbers), set(), {}, []

    def total(c):
        if c in elected and c not in pending:
            return rows[elected[c] - 1][c - 1] if rows[elected[c] - 1][c - 1] <= quota else Fraction(quota)
        return sum((p["value"] for p in papers if p["at"] == c), Fraction(0))

    def close(moving):
        for p in moving:
            p["at"] = next((c for c in p["order"] if c in hopeful), None)
        rows.append([total(c) for c in numbers])
        now = {c for c in hopeful if rows[-1][c - 1] >= quota}
        if len(hopeful - now) <= seats - len(elected) - len(now):
            now = set(hopeful)
        elected.update(dict.fromkeys(now, len(rows)))
        hopeful.difference_update(now)
        pending.update(c for c in now if rows[-1][c - 1] > quota)

    def single(pool, choose):
        for row in reversed(rows):
            extreme = choose(row[c - 1] for c in pool)
            pool = {c for c in pool if row[c - 1] == extreme}
        return pool.pop() if len(pool) == 1 else None

    close(papers)
    while len(elected) < seats and hopeful:
        who = single(set(pending), max) if pending else single(set(hopeful), min)
        if who is None:
            return None
        moving = [p for p in papers if p["at"] == who]
        if pending:
            pending.discard(who)
            for p in moving:
                value = p["value"] * (rows[-1][who - 1] - quota) / rows[-1][who - 1]
                p["value"] = Fraction(int(value * 10**places), 10**places) if places else value
        hopeful.discard(who)
        close(moving)
    return elected, rows


def majority_value(grades: list[int]) -> list[int]:
    """The middles, one after the other, each taken away when read."""
    left, value = sorted(grades), []
    while left:
        value.append(left.pop((len(left) - 1) // 2))
    return value


def schulze(preferred) -> set[int]:
    """Winners by looking for the strongest path to every other, one strength after another."""
    size = len(preferred)

    def reach(a: int, b: int, strength: int) -> bool:
        seen, todo = {a}, [a]
        while todo:
            x = todo.pop()
            for y in range(size):
                beats = preferred[x][y] > preferred[y][x] and preferred[x][y] >= strength
                if beats and y not in seen:
                    seen.add(y)
                    todo.append(y)
        return b in seen

    strengths = sorted({v for row in preferred for v in row if v}, reverse=True)

    def path(a: int, b: int) -> int:
        return next((s for s in strengths if reach(a, b, s)), 0)

    return {a + 1 for a in range(size) if all(path(a, b) >= path(b, a) for b in range(size) if a != b)}
