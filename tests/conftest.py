"""Settings for every test: an example may take as long as a busy machine needs; runs are bounded, not timed."""

import gc
import os
from functools import _lru_cache_wrapper

import pytest
from hypothesis import HealthCheck, Phase, settings

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("bylaw", UNTIMED)
settings.register_profile("deep", UNTIMED, max_examples=int(os.environ.get("BYLAW_EXAMPLES", "2000")))
# For `scripts/mutants`: the same examples in every run, and none made smaller, since only that one fails is asked.
settings.register_profile("mutants", UNTIMED, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.load_profile("deep" if os.environ.get("BYLAW_DEEP") else "bylaw")
FORGOTTEN = pytest.StashKey[list]()


def _caches():
    """What bylaw's functions remember of earlier calls."""
    found = (each for each in gc.get_objects() if isinstance(each, _lru_cache_wrapper))
    return [each for each in found if (each.__module__ or "").split(".")[0] == "bylaw"]


def pytest_collection_finish(session):
    """Take up what is to be forgotten: in a run of `scripts/mutants`, before each test; in any other, nothing.

    There a test is run again in a process in which it was run before, and an answer remembered from the unchanged code
    would hide the change.
    """
    mutants = settings.get_current_profile_name() == "mutants"
    session.config.stash[FORGOTTEN] = _caches() if mutants else []


def pytest_runtest_setup(item):
    """Forget what another test let be remembered."""
    for each in item.config.stash[FORGOTTEN]:
        each.cache_clear()
