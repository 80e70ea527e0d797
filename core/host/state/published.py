"""What readers have published to all: a title nobody else has, and what is in it."""

import time
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.errors import ConvScopeError
from core.host.state.database import database
from core.host.state.tables import published


class PublishingError(ConvScopeError):
    """Limits of what may be published.

    `reason` is ``workshop.same_title``, ``workshop.too_many_own``, ``workshop.too_many`` or
    ``workshop.too_large``.
    """


@dataclass(frozen=True)
class Limits:
    """How many sets of one reader and of all, how many bytes of all and of one reader."""

    sets: int
    own_sets: int
    bytes: int
    own_bytes: int


@dataclass(frozen=True)
class PublishedSet:
    """A set by its `key`; `content` is what JSON can hold, `reader` who published it."""

    key: str
    reader: str
    title: str
    content: Any
    bytes: int


def publish(entry: PublishedSet, limits: Limits) -> None:
    """List a set for all.

    Raises
    ------
    PublishingError
        When the title is taken, or a limit would be passed.
    """
    with database().write(alone="published") as connection:
        there = _all(connection)
        own = [each for each in there if each.reader == entry.reader]
        if entry.title.casefold() in {each.title.casefold() for each in there}:
            raise PublishingError("workshop.same_title", "another set has this title")
        if len(own) >= limits.own_sets:
            raise PublishingError(
                "workshop.too_many_own", "at most {limit} sets of one person", limit=limits.own_sets
            )
        if len(there) >= limits.sets:
            raise PublishingError("workshop.too_many", "at most {limit} sets", limit=limits.sets)
        for sets, limit in ((own, limits.own_bytes), (there, limits.bytes)):
            if sum(each.bytes for each in sets) + entry.bytes > limit:
                raise PublishingError(
                    "workshop.too_large", "all sets together: {limit} MB", limit=limit // 2**20
                )
        row = {"key": entry.key, "reader": entry.reader, "title": entry.title}
        more = {"content": entry.content, "bytes": entry.bytes, "since": time.time()}
        connection.execute(published.insert().values(**row, **more))


def all_published() -> list[PublishedSet]:
    """Return all sets, newest first."""
    with database().read() as connection:
        return _all(connection)


def take_back(key: str, reader: str | None = None) -> bool:
    """Remove a set of a reader, of anybody when none is named; say whether there was one."""
    mine = published.c.key == key
    if reader is not None:
        mine &= published.c.reader == reader
    with database().write(alone="published") as connection:
        return bool(connection.execute(published.delete().where(mine)).rowcount)


def _all(connection: sa.Connection) -> list[PublishedSet]:
    rows = connection.execute(sa.select(published).order_by(published.c.since.desc()))
    return [PublishedSet(r.key, r.reader, r.title, r.content, r.bytes) for r in rows]
