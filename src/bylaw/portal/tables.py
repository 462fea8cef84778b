"""Where the portal's own tables lie: an SQLite file beside the record, or a PostgreSQL server by its address.

The record itself is never in it. The tables hold sessions, codes, and acts that wait for a second signer: losing them
logs everybody out and asks for some signatures again.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

FILE = "portal.sqlite"
SCHEMES = ("postgresql", "postgres")
ASKED = frozenset({"host", "sslmode", "sslrootcert", "connect_timeout", "target_session_attrs"})
"""What may follow the question mark; ``host`` is the folder of a socket."""
SHAPE = "postgresql://user:password@host:5432/name?sslmode=verify-full, or postgresql:///name?host=/run/postgresql"


def tables(folder: Path, url: str = "") -> dict[str, Any] | str:
    """Give the database as Django wants it; or say what is wrong with its address."""
    if not url:
        return _beside(folder)
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name or set(asked) - ASKED:
        return f"a database is given like {SHAPE}"
    if find_spec("psycopg") is None:
        return "PostgreSQL needs psycopg: pip install 'bylaw[postgresql]'"
    try:
        port = str(parts.port or "")
    except ValueError:
        return f"a database is given like {SHAPE}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", parts.hostname or ""),
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": "5", **asked},
    }


def _beside(folder: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / FILE),
        "CONN_MAX_AGE": 60,  # whoever closes the file last writes its log back: not after each request
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA journal_mode = WAL"},
    }
