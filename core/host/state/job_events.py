"""What is told of jobs while they run: numbered events, read from any number on."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from core.host.state.database import database
from core.host.state.tables import events

DAMAGED = {"kind": "damaged", "time": 0.0}


def add(kind: str, key: str, event: Mapping[str, Any]) -> None:
    """Add an event, which JSON can hold, to those of a job."""
    here = (events.c.kind == kind) & (events.c.key == key)
    count = sa.select(sa.func.coalesce(sa.func.max(events.c.number) + 1, 0)).where(here)
    with database().write(alone=f"events {kind} {key}") as connection:
        row = {"kind": kind, "key": key, "content": dict(event)}
        connection.execute(events.insert().values(**row, number=count.scalar_subquery()))


def since(kind: str, key: str, number: int = 0) -> list[dict]:
    """Return the events of a job from `number` on, in their order.

    One that is damaged has its place and no kind that anybody knows.
    """
    here = (events.c.kind == kind) & (events.c.key == key) & (events.c.number >= number)
    with database().read() as connection:
        found = connection.execute(
            sa.select(events.c.content).where(here).order_by(events.c.number)
        )
        return [event if isinstance(event, dict) else dict(DAMAGED) for event in found.scalars()]


def drop(kind: str, key: str) -> None:
    """Remove all events of a job."""
    with database().write() as connection:
        connection.execute(events.delete().where((events.c.kind == kind) & (events.c.key == key)))
