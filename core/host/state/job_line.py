"""Who waits for which work, in turn by reader: nobody's second job comes before another's first.

Equal requests meet in one job, which ends with its last asker. A job is ``waiting``, ``running``,
``finished``, ``failed``, ``cancelled`` or ``interrupted`` (the server ended before it, too often).
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.errors import ConvScopeError
from core.host.state import upsert
from core.host.state.database import database
from core.host.state.tables import askers, events, jobs, turns

LIVE = ("waiting", "running")
LEFT = {  # by its state, what becomes of a job that nobody waits for any more
    "waiting": {"state": "cancelled", "note": sa.null()},
    "running": {"stop": 1},
    "interrupted": {"note": sa.null()},
}
ATTEMPTS = 2  # so often a job is begun when the server ends before it does


class QueueError(ConvScopeError):
    """More than one reader may wait for (``queue.too_many_own``)."""


@dataclass(frozen=True)
class QueuedJob:
    """A job and what is known of it; `askers` are the readers who wait for it, first come first."""

    kind: str
    key: str
    state: str
    note: Any
    number: float
    attempts: int
    stop: bool
    askers: tuple[str, ...]


def ask(
    kind: str,
    key: str,
    reader: str,
    note: Any = None,
    most: int | None = None,
    again: bool = False,
) -> QueuedJob:
    """Let a reader wait for a job: the live or finished one of this key, else a new one.

    Parameters
    ----------
    note
        What JSON can hold; from it the work is made when its turn comes, also after a restart.
    most
        Jobs that one reader may have waiting, those that others asked for before, too; any number
        when not given.
    again
        Whether a finished one is to be done again, because what came of it is gone.

    Raises
    ------
    QueueError
        ``queue.too_many_own``
    """
    done = () if again else ("finished",)
    with database().write(alone=kind) as connection:
        entry = _entry(connection, kind, key)
        if entry is None or entry.state not in (*LIVE, *done):
            _require_room(connection, kind, reader, most)
            _forget(connection, kind, key)
            row = {"kind": kind, "key": key, "state": "waiting", "since": time.time()}
            row["note"] = sa.null() if note is None else note
            connection.execute(jobs.insert().values(**row, number=_next_number(connection)))
        elif entry.state == "waiting" and reader not in entry.askers:
            _require_room(connection, kind, reader, most)
        if entry is None or entry.state not in done:
            _add_asker(connection, kind, key, reader)
        found = _entry(connection, kind, key)
    assert found is not None  # it was made above
    return found


def leave(kind: str, key: str, reader: str) -> bool:
    """Let a reader wait no more; return whether nobody does now, which ends the job.

    A waiting job is cancelled at once; a running one is asked to stop, see `QueuedJob.stop`. What
    was asked for is forgotten once it is not to be done any more, so also of an interrupted job.
    """
    with database().write(alone=kind) as connection:
        connection.execute(askers.delete().where(_of(askers, kind, key), askers.c.reader == reader))
        entry = _entry(connection, kind, key)
        if entry is None or entry.state not in LEFT or entry.askers:
            return False
        connection.execute(jobs.update().where(_of(jobs, kind, key)).values(**LEFT[entry.state]))
        return True


def leave_all(reader: str) -> None:
    """Let a reader wait for nothing any more."""
    with database().read() as connection:
        mine = sa.select(askers.c.kind, askers.c.key).where(askers.c.reader == reader)
        waited = connection.execute(mine).all()
    for kind, key in waited:
        leave(kind, key, reader)


def begin(kind: str) -> QueuedJob | None:
    """Take the next job in turn, which is running from now on; None when none waits."""
    with database().write(alone=kind) as connection:
        order = _in_turn(connection, kind)
        if not order:
            return None
        entry = order[0]
        now = time.time()
        change = {"state": "running", "attempts": entry.attempts + 1}
        connection.execute(jobs.update().where(_of(jobs, kind, entry.key)).values(**change))
        for reader in entry.askers:
            upsert.put(connection, turns, {"kind": kind, "reader": reader, "begun": now}, {"begun"})
        return _entry(connection, kind, entry.key)


def end(kind: str, key: str, state: str) -> None:
    """Note how a job ended; who waited for it does so no more.

    Of an interrupted one it is kept who wanted what, so that they can ask for it again.
    """
    change = {"state": state, "stop": 0}
    with database().write() as connection:
        if state != "interrupted":
            change["note"] = sa.null()
            connection.execute(askers.delete().where(_of(askers, kind, key)))
        connection.execute(jobs.update().where(_of(jobs, kind, key)).values(**change))


def recover(kind: str) -> None:
    """Put the jobs that a server that is gone was doing back into the line, or give them up."""
    running = (jobs.c.kind == kind) & (jobs.c.state == "running")
    with database().write() as connection:
        again = jobs.update().where(running, jobs.c.attempts < ATTEMPTS)
        connection.execute(again.values(state="waiting", stop=0))
        connection.execute(jobs.update().where(running).values(state="interrupted"))


def find(kind: str, key: str) -> QueuedJob | None:
    """Return a job, None when nobody asked for it lately."""
    with database().read() as connection:
        return _entry(connection, kind, key)


def waiting(kind: str) -> list[QueuedJob]:
    """Return the jobs that wait, in the order in which their turns will come."""
    with database().read() as connection:
        return _in_turn(connection, kind)


def live(kind: str) -> list[QueuedJob]:
    """Return the jobs that run, and then those that wait, in the order of their turns.

    One look at all of them: none is missed because it begins meanwhile.
    """
    with database().read() as connection:
        entries = _entries(connection, (jobs.c.kind == kind) & jobs.c.state.in_(LIVE))
        waiting = [entry for entry in entries if entry.state == "waiting"]
        return [
            *(entry for entry in entries if entry.state == "running"),
            *in_turn(waiting, _begun(connection, kind)),
        ]


def noted(kind: str) -> list[str]:
    """Return the keys of the jobs of which it is still known what was asked for."""
    wanted = sa.select(jobs.c.key).where(jobs.c.kind == kind, jobs.c.note.is_not(sa.null()))
    with database().read() as connection:
        return list(connection.execute(wanted).scalars())


def retire(seconds: float, now: float | None = None) -> None:
    """Remove the jobs asked for so long ago that have ended, with what was told of them."""
    oldest = (time.time() if now is None else now) - seconds
    with database().write() as connection:
        old = sa.select(jobs.c.kind, jobs.c.key).where(
            jobs.c.since < oldest, jobs.c.state.not_in(LIVE)
        )
        for kind, key in connection.execute(old).all():
            _forget(connection, kind, key)


def _in_turn(connection: sa.Connection, kind: str) -> list[QueuedJob]:
    entries = _entries(connection, (jobs.c.kind == kind) & (jobs.c.state == "waiting"))
    return in_turn(entries, _begun(connection, kind))


def _begun(connection: sa.Connection, kind: str) -> dict[str, float]:
    """Return when each reader's last job was begun."""
    begun = sa.select(turns.c.reader, turns.c.begun).where(turns.c.kind == kind)
    return {row.reader: row.begun for row in connection.execute(begun)}


def in_turn(entries: Sequence[QueuedJob], begun: Mapping[str, float]) -> list[QueuedJob]:
    """Return jobs in the order in which they come: that of the reader who has waited longest first.

    Parameters
    ----------
    begun
        When each reader's last job was begun; who is not named had none.

    >>> def job(number, reader):
    ...     return QueuedJob("train", str(number), "waiting", None, number, 0, False, (reader,))
    >>> asked = [job(1, "ann"), job(2, "ann"), job(3, "bo"), job(4, "ann"), job(5, "bo")]
    >>> [each.key for each in in_turn(asked, {})]
    ['1', '3', '2', '5', '4']
    """
    last, left, order = dict(begun), list(entries), []
    while left:
        entry = min(left, key=lambda e: (min(last.get(r, 0.0) for r in e.askers), e.number))
        left.remove(entry)
        order.append(entry)
        turn = max([*last.values(), 0.0]) + 1
        last |= dict.fromkeys(entry.askers, turn)
    return order


def _entries(connection: sa.Connection, where: sa.ColumnElement[bool]) -> list[QueuedJob]:
    rows = connection.execute(sa.select(jobs).where(where).order_by(jobs.c.number)).all()
    waiting_for = (
        sa.select(askers)
        .join(jobs, (askers.c.kind == jobs.c.kind) & (askers.c.key == jobs.c.key))
        .where(where)
        .order_by(askers.c.since)
    )
    people: dict[str, list[str]] = {}
    for row in connection.execute(waiting_for):
        people.setdefault(row.key, []).append(row.reader)
    return [
        QueuedJob(
            row.kind,
            row.key,
            row.state,
            row.note,
            row.number,
            row.attempts,
            bool(row.stop),
            tuple(people.get(row.key, ())),
        )
        for row in rows
    ]


def _entry(connection: sa.Connection, kind: str, key: str) -> QueuedJob | None:
    return next(iter(_entries(connection, _of(jobs, kind, key))), None)


def _add_asker(connection: sa.Connection, kind: str, key: str, reader: str) -> None:
    here = _of(askers, kind, key) & (askers.c.reader == reader)
    if connection.execute(sa.select(askers.c.reader).where(here)).first() is None:
        row = {"kind": kind, "key": key, "reader": reader, "since": time.time()}
        connection.execute(askers.insert().values(**row))
        connection.execute(jobs.update().where(_of(jobs, kind, key)).values(stop=0))


def _require_room(connection: sa.Connection, kind: str, reader: str, most: int | None) -> None:
    own = (
        sa.select(sa.func.count())
        .select_from(askers)
        .join(jobs, (askers.c.kind == jobs.c.kind) & (askers.c.key == jobs.c.key))
        .where(askers.c.kind == kind, askers.c.reader == reader, jobs.c.state == "waiting")
    )
    if most is not None and connection.execute(own).scalar_one() >= most:
        raise QueueError("queue.too_many_own", "at most {limit} of one person wait", limit=most)


def _next_number(connection: sa.Connection) -> float:
    largest = connection.execute(sa.select(sa.func.max(jobs.c.number))).scalar()
    return (largest or 0.0) + 1


def _forget(connection: sa.Connection, kind: str, key: str) -> None:
    for table in (askers, events, jobs):
        connection.execute(table.delete().where(_of(table, kind, key)))


def _of(table: sa.Table, kind: str, key: str) -> sa.ColumnElement[bool]:
    return (table.c.kind == kind) & (table.c.key == key)
