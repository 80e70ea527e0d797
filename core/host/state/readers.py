"""Readers: who they are, when they were last here, and what they keep."""

import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from core.host.state import upsert
from core.host.state.database import database
from core.host.state.tables import askers, kept, readers, turns


def reader_of(token: str) -> str:
    """Return the reader whom a cookie's secret names, 64 hexadecimal digits.

    The secret itself is stored nowhere: who reads the database can be nobody else.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def see(reader: str, now: float | None = None) -> None:
    """Note a sign of life; a reader who was not known is from now on."""
    now = time.time() if now is None else now
    with database().write() as connection:
        upsert.put(connection, readers, {"id": reader, "since": now, "seen": now}, {"seen"})


def is_known(reader: str) -> bool:
    """Whether there is such a reader, who may come back."""
    with database().read() as connection:
        found = connection.execute(sa.select(readers.c.id).where(readers.c.id == reader))
        return found.first() is not None


def keep(reader: str, name: str, value: Any) -> Any:
    """Keep what JSON can hold under a name of at most 40 characters, instead of what was there.

    Returns
    -------
    What `recall` will return: lists for tuples, text for the keys of a dict.
    """
    with database().write() as connection:
        row = {"reader": reader, "name": name, "value": value}
        upsert.put(connection, kept, row, {"value"})
    return json.loads(json.dumps(value))


def change(reader: str, name: str, by: Callable[[Any], Any]) -> Any:
    """Keep what `by` makes of what is kept; no other change comes between. Returns as `keep` does.

    `by` is given what `recall` would return. When it raises, nothing changes.
    """
    with database().write(alone=f"{reader} {name}") as connection:
        value = by(connection.execute(_kept(reader, name)).scalar_one_or_none())
        row = {"reader": reader, "name": name, "value": value}
        upsert.put(connection, kept, row, {"value"})
    return json.loads(json.dumps(value))


def recall(reader: str, name: str) -> Any:
    """Return what `keep` kept, None where there is nothing."""
    with database().read() as connection:
        return connection.execute(_kept(reader, name)).scalar_one_or_none()


def recall_all(name: str) -> list[Any]:
    """Return what `keep` kept under a name, of all readers."""
    with database().read() as connection:
        return list(
            connection.execute(sa.select(kept.c.value).where(kept.c.name == name)).scalars()
        )


def forget(reader: str) -> None:
    """Remove a reader with all that they keep, and from every line that they wait in."""
    with database().write() as connection:
        connection.execute(kept.delete().where(kept.c.reader == reader))
        connection.execute(askers.delete().where(askers.c.reader == reader))
        connection.execute(turns.delete().where(turns.c.reader == reader))
        connection.execute(readers.delete().where(readers.c.id == reader))


def gone(seconds: float, now: float | None = None) -> list[str]:
    """Return the readers who gave no sign of life for so long."""
    oldest = (time.time() if now is None else now) - seconds
    with database().read() as connection:
        return list(
            connection.execute(sa.select(readers.c.id).where(readers.c.seen < oldest)).scalars()
        )


def _kept(reader: str, name: str) -> sa.Select:
    return sa.select(kept.c.value).where(kept.c.reader == reader, kept.c.name == name)
