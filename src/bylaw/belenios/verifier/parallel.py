"""The box examined on several cores: forked processes, each with some stretches of it.

A forked process inherits the archive as a memory map, so nothing is copied but the outcomes. Where forking
is not possible, or a process dies, the box is examined here.
"""

from collections.abc import Sequence

from bylaw.belenios.verifier.box import Box, Entry, Outcome, examine, join

WORTH_IT = 32
"""Below this number of ballots the processes would take longer than the work."""
STRETCHES = 4
"""How many stretches each process gets, so that no process waits long for the last one."""

_inherited: list[tuple[Box, Sequence[Entry]]] = []


def _stretch(bounds: tuple[int, int]) -> Outcome:
    box, entries = _inherited[-1]
    return examine(box, entries[slice(*bounds)])


def examine_parallel(box: Box, entries: Sequence[Entry], processes: int) -> Outcome:
    """Examine all `entries` with up to `processes` processes."""
    if processes < 2 or len(entries) < WORTH_IT:
        return examine(box, entries)
    from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor  # noqa: PLC0415 - slow to import
    from multiprocessing import get_context  # noqa: PLC0415 - slow to import

    step = max(16, -(-len(entries) // (processes * STRETCHES)))
    bounds = [(start, start + step) for start in range(0, len(entries), step)]
    _inherited.append((box, entries))
    try:
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
            return join(box.election, pool.map(_stretch, bounds))
    except (OSError, BrokenProcessPool):
        return examine(box, entries)
    finally:
        _inherited.pop()
