"""What shows that a database file is damaged, and what is read in place of damaged values."""

import json
import logging
import sqlite3
from typing import Any

from sqlalchemy.exc import DatabaseError

CODES = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

log = logging.getLogger(__name__)


class DamageError(Exception):
    """The database does not hold what the app has written."""


def is_damage(error: DatabaseError) -> bool:
    """Whether the file itself is broken, and not full, locked or out of reach."""
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in CODES


def json_of(text: str) -> Any:
    """Return what JSON says; None, and a line in the log, where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        log.warning("a value in the database is damaged and counts as none: %.40r", text)
        return None


def text_of(data: bytes) -> str:
    """Return a text of the database, readable in any case."""
    return data.decode("utf-8", "replace")
