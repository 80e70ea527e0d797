"""What readers have published to all: a title nobody else has, and what is in it."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.host.state.database import database
from core.host.state.kept_room import Claim, Limits, PublishingError, require_own, require_room
from core.host.state.tables import published, readers


@dataclass(frozen=True)
class PublishedSet:
    """A set by its `key`; `reader` is who published it."""

    key: str
    reader: str
    title: str
    bytes: int


def publish(entry: PublishedSet, content: Any, limits: Limits, now: float | None = None) -> None:
    """List a set for all; `content` is what JSON can hold.

    Titles that differ at most in case are the same.

    Raises
    ------
    PublishingError
        When the title is taken, or a limit would be passed.
    """
    now = time.time() if now is None else now
    with database().write(alone="published") as connection:
        there = _listed(connection)
        if entry.title.casefold() in {each.title.casefold() for each in there}:
            raise PublishingError("workshop.same_title", "another set has this title")
        claims = [*_claims(connection), _claim(connection, entry)]
        require_own(claims, limits)
        require_room(claims, limits, now)
        row = {"key": entry.key, "reader": entry.reader, "title": entry.title}
        more = {"content": content, "bytes": entry.bytes, "since": now}
        connection.execute(published.insert().values(**row, **more))


def listed() -> list[PublishedSet]:
    """Return all sets, newest first."""
    with database().read() as connection:
        return _listed(connection)


def content_of(key: str) -> Any:
    """Return what is in a set, None when there is none (any more)."""
    wanted = sa.select(published.c.content).where(published.c.key == key)
    with database().read() as connection:
        return connection.execute(wanted).scalar_one_or_none()


def take_back(key: str, reader: str | None = None) -> bool:
    """Remove a set of a reader, of anybody when none is named; say whether there was one."""
    mine = published.c.key == key
    if reader is not None:
        mine &= published.c.reader == reader
    with database().write(alone="published") as connection:
        return bool(connection.execute(published.delete().where(mine)).rowcount)


def _listed(connection: sa.Connection) -> list[PublishedSet]:
    columns = (published.c.key, published.c.reader, published.c.title, published.c.bytes)
    rows = connection.execute(sa.select(*columns).order_by(published.c.since.desc()))
    return [PublishedSet(*row) for row in rows]


def _claims(connection: sa.Connection) -> list[Claim]:
    """Return the room that each set takes, the oldest first."""
    came = sa.outerjoin(published, readers, published.c.reader == readers.c.id)
    columns = (published.c.reader, published.c.bytes, readers.c.since)
    rows = connection.execute(sa.select(*columns).select_from(came).order_by(published.c.since))
    return [Claim(*row) for row in rows]


def _claim(connection: sa.Connection, entry: PublishedSet) -> Claim:
    came = sa.select(readers.c.since).where(readers.c.id == entry.reader)
    return Claim(entry.reader, entry.bytes, connection.execute(came).scalar_one_or_none())
