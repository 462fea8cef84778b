"""Settings for every test: an example may take as long as a busy machine needs; runs are bounded, not timed."""

import os

from hypothesis import settings

settings.register_profile("bylaw", deadline=None)
settings.register_profile("deep", deadline=None, max_examples=int(os.environ.get("BYLAW_EXAMPLES", "2000")))
settings.load_profile("deep" if os.environ.get("BYLAW_DEEP") else "bylaw")
