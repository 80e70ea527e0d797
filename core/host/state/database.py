"""One database for what changes while people work: SQLite in the data folder, or PostgreSQL.

A transaction happened or did not: a killed server, a full disk or two writers leave no half state.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from core.errors import ConvScopeError
from core.host import settings
from core.host.state import tables

PATIENCE = 20.0  # seconds that a writer waits for the others
FILE = "state.db"
BESIDE = ("-wal", "-shm")  # files that SQLite keeps beside it

log = logging.getLogger(__name__)


class StateError(ConvScopeError):
    """The state cannot be had.

    `reason` is ``state.newer`` (the database is of a later version of the app), ``state.full`` (no
    room on the disk) or ``state.unreachable``.
    """


class Database:
    """A database whose tables are of this version; safe to share between threads.

    Parameters
    ----------
    url
        As SQLAlchemy takes it, ``sqlite:///path`` or ``postgresql+psycopg://...``.
    migrations
        See `core.host.state.tables`.

    Raises
    ------
    StateError
        ``state.newer`` or ``state.unreachable``.
    """

    def __init__(
        self,
        url: str | URL,
        migrations: Sequence[Callable[[sa.Connection], None]] = tables.MIGRATIONS,
    ):
        self._engine = _engine(make_url(url))
        with self.write(
            alone="schema"
        ) as connection:  # of several servers that start, one migrates
            _migrate(connection, migrations)

    @contextmanager
    def write(self, alone: str = "") -> Iterator[sa.Connection]:
        """Give a transaction that is kept whole when the block ends, and undone by an error.

        Parameters
        ----------
        alone
            The name of what only one transaction at a time may change. SQLite has one writer
            anyway.
        """
        with _in_words(), self._engine.begin() as connection:
            if alone and connection.dialect.name == "postgresql":
                lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext(alone))
                connection.execute(sa.select(lock))
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a transaction that sees one moment and changes nothing."""
        reading = self._engine.execution_options(reads_only=True)
        with _in_words(), reading.connect() as connection:
            yield connection

    def vacuum(self) -> None:
        """Give the room of what was deleted back to the disk."""
        with _in_words(), self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_database() -> Database:
    """Open the database of the settings; a damaged file is put aside, said in the log, begun anew.

    Raises
    ------
    StateError
        As `Database` does.
    """
    told = settings.database()
    if told:
        return Database(told)
    path = settings.data_folder() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    url = URL.create("sqlite", database=str(path))
    if path.exists() and not _opens_whole(url):
        _put_aside(path)
    return Database(url)


def _opens_whole(url: URL) -> bool:
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    except DatabaseError:  # not a database at all, or one cut short
        return False
    finally:
        engine.dispose()


def _put_aside(path: Path) -> None:
    aside = path.with_name(f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}{path.suffix}")
    log.error("the database %s is damaged: put aside as %s, begun anew", path, aside.name)
    path.rename(aside)
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _engine(url: URL) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True)
    engine = sa.create_engine(
        url, poolclass=QueuePool, pool_size=10, max_overflow=20, connect_args={"timeout": PATIENCE}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection, _record) -> None:
    """Readers beside a writer, and nothing lost when the power goes."""
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the writer's place at once: a transaction that read first could not get it later."""
    options = connection.get_execution_options()
    if options.get("isolation_level") != "AUTOCOMMIT":
        connection.exec_driver_sql("BEGIN" if options.get("reads_only") else "BEGIN IMMEDIATE")


def _migrate(
    connection: sa.Connection, migrations: Sequence[Callable[[sa.Connection], None]]
) -> None:
    there = sa.inspect(connection).has_table(tables.schema.name)
    number = connection.execute(sa.select(tables.schema.c.number)).scalar_one() if there else 0
    if number > len(migrations):
        raise StateError(
            "state.newer",
            "the database is of version {there}, the app knows up to {known}",
            there=number,
            known=len(migrations),
        )
    for migrate in migrations[number:]:
        migrate(connection)
    connection.execute(tables.schema.delete())
    connection.execute(tables.schema.insert().values(number=len(migrations)))


@contextmanager
def _in_words() -> Iterator[None]:
    """Refuse in words what the database refuses in its own."""
    try:
        yield
    except OperationalError as error:
        if "full" in str(error.orig).lower() or "No space left" in str(error.orig):
            raise StateError("state.full", "the disk is full") from error
        raise StateError("state.unreachable", "the database does not answer") from error


_lock = threading.Lock()
_opened: Database | None = None


def database() -> Database:
    """Return this process's database, opened when first asked for."""
    global _opened
    with _lock:
        if _opened is None:
            _opened = open_database()
        return _opened


def close() -> None:
    """Let go of this process's database; the next who asks opens it again."""
    global _opened
    with _lock:
        if _opened is not None:
            _opened.close()
            _opened = None
