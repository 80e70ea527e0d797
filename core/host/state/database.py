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
from core.host.state.damage import DamageError, is_damage, json_of, text_of

PATIENCE = 20.0  # seconds that a writer waits for the others
FILE = "state.db"
BESIDE = ("-wal", "-shm")  # files that SQLite keeps beside it

log = logging.getLogger(__name__)


class StateError(ConvScopeError):
    """The state cannot be had.

    `reason` is ``state.newer`` (the database is of a later version of the app), ``state.full`` (no
    room on the disk), ``state.damaged`` or ``state.unreachable``.
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
        with self._in_words(), self._engine.begin() as connection:
            if alone and connection.dialect.name == "postgresql":
                lock = sa.func.pg_advisory_xact_lock(sa.func.hashtext(alone))
                connection.execute(sa.select(lock))
            yield connection

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a transaction that sees one moment and changes nothing."""
        reading = self._engine.execution_options(reads_only=True)
        with self._in_words(), reading.connect() as connection:
            yield connection

    def vacuum(self) -> None:
        """Give the room of what was deleted back to the disk."""
        with self._in_words(), self._engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Refuse in words what the database refuses in its own; a damaged one is not used again."""
        try:
            yield
        except (DatabaseError, DamageError) as error:
            if isinstance(error, DamageError) or is_damage(error):
                _leave(self)
                raise StateError("state.damaged", "the database is damaged") from error
            if not isinstance(error, OperationalError):
                raise
            raise _refusal(error) from error


def open_database(doubted: bool = False) -> Database:
    """Open the database of the settings; a damaged file is put aside, said in the log, begun anew.

    Parameters
    ----------
    doubted
        Whether its file has shown that it is damaged.

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
    if path.exists() and (doubted or not _is_whole(url)):
        _put_aside(path)
    try:
        return Database(url)
    except StateError as error:
        if error.reason != "state.damaged":
            raise
        _put_aside(path)
        return Database(url)


def _is_whole(url: URL) -> bool:
    """Whether a file is a sound database; one that cannot be looked at now may be.

    Raises
    ------
    StateError
        ``state.full`` or ``state.unreachable``: nothing can be said of it.
    """
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check").scalar() == "ok"
    except DatabaseError as error:
        if is_damage(error):  # not a database at all, or one cut short
            return False
        raise _refusal(error) from error
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
        url,
        poolclass=QueuePool,
        pool_size=10,
        max_overflow=20,
        connect_args={"timeout": PATIENCE},
        json_deserializer=json_of,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection, _record) -> None:
    """Readers beside a writer, and nothing lost when the power goes."""
    connection.text_factory = text_of
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
    number = _number(connection)
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


def _number(connection: sa.Connection) -> int:
    """Return which version the tables are of, 0 where there are none."""
    if not sa.inspect(connection).has_table(tables.schema.name):
        return 0
    found = list(connection.execute(sa.select(tables.schema.c.number)).scalars())
    if len(found) != 1 or not isinstance(found[0], int):
        raise DamageError(f"the number of the schema is {found}")
    return found[0]


def _refusal(error: DatabaseError) -> StateError:
    if "full" in str(error.orig).lower() or "No space left" in str(error.orig):
        return StateError("state.full", "the disk is full")
    return StateError("state.unreachable", "the database does not answer")


_lock = threading.RLock()  # whoever opens it may find that it is damaged
_opened: Database | None = None
_doubted = False


def database() -> Database:
    """Return this process's database, opened when first asked for, anew when it was damaged."""
    global _opened, _doubted
    with _lock:
        if _opened is None:
            _opened = open_database(doubted=_doubted)
            _doubted = False
        return _opened


def close() -> None:
    """Let go of this process's database; the next who asks opens it again."""
    global _opened
    with _lock:
        if _opened is not None:
            _opened.close()
            _opened = None


def _leave(damaged: Database) -> None:
    """Use a database no more that has turned out to be damaged; the next is begun anew."""
    global _doubted
    with _lock:
        if _opened is damaged:
            close()
            _doubted = True
