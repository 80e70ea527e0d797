"""When a source of photos may be asked again, for all who ask from here together."""

import time

import sqlalchemy as sa

from core.host.state.database import database
from core.host.state.tables import paces


def reserve(source: str, interval: float, now: float | None = None) -> float:
    """Take the next free moment to ask a source; return the seconds until then.

    Parameters
    ----------
    interval
        Seconds from this question to the next.
    """
    now = time.time() if now is None else now
    with database().write(alone=source) as connection:
        free = max(now, _next(connection, source))
        _set(connection, source, free + interval)
    return free - now


def hold(source: str, seconds: float, now: float | None = None) -> None:
    """Ask a source no more for so long, as it has told."""
    until = (time.time() if now is None else now) + seconds
    with database().write(alone=source) as connection:
        _set(connection, source, max(until, _next(connection, source)))


def _next(connection: sa.Connection, source: str) -> float:
    found = sa.select(paces.c.next).where(paces.c.source == source)
    return connection.execute(found).scalar_one_or_none() or 0.0


def _set(connection: sa.Connection, source: str, moment: float) -> None:
    here = paces.c.source == source
    if not connection.execute(paces.update().where(here).values(next=moment)).rowcount:
        connection.execute(paces.insert().values(source=source, next=moment))
