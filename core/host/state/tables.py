"""The tables of the state, and how a database of an earlier number becomes one of this.

Whoever changes a table adds a migration: a function that takes a connection and alters what is
there.
Migration ``n`` makes number ``n`` of number ``n - 1``; the first makes all tables.
"""

from collections.abc import Callable

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER counts up by itself there

schema = Table("schema", metadata, Column("number", Integer, nullable=False))

readers = Table(
    "readers",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("since", Float, nullable=False),
    Column("seen", Float, nullable=False, index=True),
)

kept = Table(  # what a reader keeps, by name
    "kept",
    metadata,
    Column("reader", ForeignKey("readers.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("note", JSON),
    Column("number", Float, nullable=False),  # in which order they were asked for
    Column("since", Float, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("stop", Integer, nullable=False, default=0),  # somebody wants it to end
    Index("jobs_by_state", "kind", "state", "number"),
)

askers = Table(  # who waits for a job
    "askers",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("reader", String(64), primary_key=True, index=True),
    Column("since", Float, nullable=False),
)

turns = Table(  # when a reader's job of a kind was last begun: who waits longest comes next
    "turns",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("reader", String(64), primary_key=True),
    Column("begun", Float, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("key", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("content", JSON, nullable=False),
    UniqueConstraint("kind", "key", "number"),
)

published = Table(
    "published",
    metadata,
    Column("key", String(16), primary_key=True),
    Column("reader", String(64), nullable=False, index=True),
    Column("title", String(80), nullable=False, unique=True),
    Column("content", JSON, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("since", Float, nullable=False),
)


def _first(connection: Connection) -> None:
    metadata.create_all(connection)


MIGRATIONS: tuple[Callable[[Connection], None], ...] = (_first,)
