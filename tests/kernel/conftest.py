"""Without the kernel only `test_absent.py` has something to test; the head of the report says so."""

from importlib.util import find_spec

PRESENT = find_spec("bylaw_kernel") is not None
collect_ignore_glob = [] if PRESENT else ["test_[!a]*.py"]


def pytest_report_header() -> str:
    return f"kernel: {'built' if PRESENT else 'NOT BUILT, its own tests are not run (make kernel)'}"
