"""Settings for every test: an example may take as long as a busy machine needs; runs are bounded, not timed."""

import os

from hypothesis import HealthCheck, Phase, settings

READABLE = 40
"""Bytes that the name of a case can show."""
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("bylaw", UNTIMED)
settings.register_profile("deep", UNTIMED, max_examples=int(os.environ.get("BYLAW_EXAMPLES", "2000")))
# For `scripts/mutants`: the same examples in every run, and none made smaller, since only that one fails is asked.
settings.register_profile("mutants", UNTIMED, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.load_profile("deep" if os.environ.get("BYLAW_DEEP") else "bylaw")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case by its bytes where they can be read, and else by how many they are."""
    if isinstance(val, bytes) and not (len(val) <= READABLE and val.isascii() and val.decode().isprintable()):
        return f"{argname}-{len(val)}-bytes"
    return None
