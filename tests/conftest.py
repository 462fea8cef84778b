"""Settings for every test: an example may take as long as a busy machine needs; runs are bounded, not timed."""

import os

from hypothesis import HealthCheck, Phase, settings

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("bylaw", UNTIMED)
settings.register_profile("deep", UNTIMED, max_examples=int(os.environ.get("BYLAW_EXAMPLES", "2000")))
# For `scripts/mutants`: the same examples in every run, and none made smaller, since only that one fails is asked.
settings.register_profile("mutants", UNTIMED, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.load_profile("deep" if os.environ.get("BYLAW_DEEP") else "bylaw")
