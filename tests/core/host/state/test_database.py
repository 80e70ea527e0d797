"""A database that is whole, of this version, or said not to be."""

import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy as sa

from core.host import settings, state
from core.host.state import Database, StateError, job_events, job_line, readers
from core.host.state.database import FILE
from core.host.state.tables import MIGRATIONS, kept
from core.host.state.tables import readers as people
from tests.support.threads import at_once

pytestmark = pytest.mark.slow  # real processes, or many pages

ANN, BO = "a" * 64, "b" * 64


def is_whole():
    with state.database().read() as connection:
        return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.fixture
def sqlite(own_state):
    return own_state / FILE


def test_a_reader_keeps_things_until_forgotten(database):
    readers.see(ANN, now=1)
    readers.see(BO, now=2)
    readers.keep(ANN, "collection", {"photos": [1, 2]})
    readers.keep(ANN, "collection", {"photos": ["고양이"]})
    readers.keep(BO, "collection", None)
    assert readers.recall(ANN, "collection") == {"photos": ["고양이"]}
    assert readers.recall(ANN, "runs") is None
    readers.forget(ANN)
    assert readers.recall(ANN, "collection") is None
    with database.read() as connection:
        assert list(connection.execute(sa.select(people.c.id)).scalars()) == [BO]


def test_who_gave_no_sign_of_life_for_long_is_gone(database):
    readers.see(ANN, now=100)
    readers.see(BO, now=190)
    assert readers.gone(50, now=200) == [ANN]
    assert readers.gone(100, now=200) == []  # exactly so long is not longer
    readers.see(ANN, now=199)
    assert readers.gone(50, now=200) == []


def test_a_cookie_is_not_in_the_database():
    assert readers.reader_of("secret") != "secret"
    assert len(readers.reader_of("secret")) == 64
    assert readers.reader_of("secret") == readers.reader_of("secret") != readers.reader_of("other")


def test_a_transaction_that_fails_leaves_nothing(database):
    readers.see(ANN)

    def half():
        with database.write() as connection:
            connection.execute(kept.insert().values(reader=ANN, name="x", value=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert readers.recall(ANN, "x") is None


def test_nothing_can_be_kept_for_a_reader_who_is_not_known(database):
    with pytest.raises(sa.exc.IntegrityError):
        readers.keep(ANN, "x", 1)


def test_events_are_numbered_whoever_writes_them(database):
    def write(who):
        for number in range(20):
            job_events.add("train", "k", {"kind": "epoch", "who": who, "number": number})

    at_once(write, 3)
    told = job_events.since("train", "k")
    assert len(told) == 60
    assert job_events.since("train", "k", 58) == told[58:]
    for who in range(3):
        assert [event["number"] for event in told if event["who"] == who] == list(range(20))
    job_events.drop("train", "k")
    assert job_events.since("train", "k") == []


def test_a_later_version_is_refused_in_words(sqlite):
    url = f"sqlite:///{sqlite}"
    Database(url, (*MIGRATIONS, lambda connection: None)).close()
    with pytest.raises(StateError) as refused:
        state.database()
    assert refused.value.reason == "state.newer"
    assert refused.value.values == {"there": len(MIGRATIONS) + 1, "known": len(MIGRATIONS)}


def test_an_earlier_version_is_brought_up_to_this_one_with_what_it_holds(sqlite):
    url = f"sqlite:///{sqlite}"
    state.database()
    readers.see(ANN)
    readers.keep(ANN, "x", ["y"])
    state.close()

    def second(connection):
        connection.exec_driver_sql("ALTER TABLE kept ADD COLUMN since FLOAT")

    later = Database(url, (*MIGRATIONS, second))
    with later.read() as connection:
        row = connection.exec_driver_sql("SELECT value, since FROM kept").one()
    assert row == ('["y"]', None)
    later.close()
    Database(url, (*MIGRATIONS, second)).close()  # and only once


@pytest.mark.parametrize("damage", ["text", "cut", "zeros"])
def test_a_damaged_database_is_put_aside_said_and_begun_anew(sqlite, caplog, damage):
    state.database()
    readers.see(ANN)
    readers.keep(ANN, "x", "y" * 100_000)
    state.close()
    content = sqlite.read_bytes()
    broken = {
        "text": b"no database at all " * 100,
        "cut": content[: len(content) // 2],
        "zeros": content[:4096] + bytes(len(content) - 4096),
    }
    sqlite.write_bytes(broken[damage])
    assert is_whole()
    readers.see(ANN)
    assert readers.recall(ANN, "x") is None
    aside = list(sqlite.parent.glob("state.damaged-*"))
    assert [path.read_bytes() for path in aside] == [broken[damage]]
    assert aside[0].name in caplog.text


WRITER = """
from core.host.state import readers
readers.see("a" * 64)
print("there", flush=True)
number = 0
while True:
    readers.keep("a" * 64, "x", [number] * 2000)
    readers.keep("a" * 64, "y", [number] * 2000)
    number += 1
    if number == 20: print("begun", flush=True)
"""


def test_a_process_killed_while_it_writes_leaves_a_whole_database(sqlite):
    for _ in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER], cwd=settings.ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout.readline() == "there\n"
        assert writer.stdout.readline() == "begun\n"
        writer.kill()
        writer.communicate()
        assert is_whole()
        x, y = readers.recall(ANN, "x"), readers.recall(ANN, "y")
        assert len(x) == len(y) == 2000
        assert x[0] - y[0] in (0, 1)
        state.close()


def test_deleted_room_is_given_back(sqlite):
    state.database()
    readers.see(ANN)
    readers.keep(ANN, "x", "y" * 1_000_000)
    readers.forget(ANN)
    state.database().vacuum()
    state.close()
    assert sqlite.stat().st_size < 200_000


def test_what_cannot_be_looked_at_is_no_damage(sqlite):
    """A file that another program holds, or a full disk, is never put aside."""
    state.database()
    readers.see(ANN)
    state.close()
    holder = sqlite3.connect(sqlite)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StateError) as refused:
        state.database()
    assert refused.value.reason == "state.unreachable"
    holder.close()
    assert readers.is_known(ANN)
    assert not list(sqlite.parent.glob("state.damaged-*"))


@pytest.mark.parametrize("numbers", [[], [1, 1], ["one"]])
def test_a_schema_without_its_number_is_damage(sqlite, numbers):
    state.database()
    state.close()
    with sqlite3.connect(sqlite) as connection:
        connection.execute("DELETE FROM schema")
        connection.executemany("INSERT INTO schema VALUES (?)", [(each,) for each in numbers])
    connection.close()
    readers.see(ANN)
    assert readers.is_known(ANN)
    assert len(list(sqlite.parent.glob("state.damaged-*"))) == 1


def test_damage_while_the_server_runs_is_said_once_and_the_next_call_goes_on(sqlite, caplog):
    state.database()
    readers.see(ANN)
    readers.keep(ANN, "x", "y" * 100_000)
    state.close()
    readers.recall(ANN, "x")  # open again, and all of it in the file
    with sqlite.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (sqlite.stat().st_size - 4096))

    def use():
        readers.recall(ANN, "x")  # or what is read first
        readers.see(BO)

    with pytest.raises(StateError) as refused:
        use()
    assert refused.value.reason == "state.damaged"
    readers.see(BO)
    assert readers.is_known(BO)
    assert len(list(sqlite.parent.glob("state.damaged-*"))) == 1
    assert "begun anew" in caplog.text


def flip(sqlite, table, column, byte):
    """Damage each value of a column, in the file that no connection has open."""
    state.close()
    with sqlite3.connect(sqlite) as connection:
        connection.execute(f"UPDATE {table} SET {column} = CAST({byte} || {column} AS TEXT)")
    connection.close()


@pytest.mark.parametrize("byte", ["'}'", "x'ff'"])
def test_a_damaged_value_counts_as_none_and_the_line_goes_on(sqlite, byte, caplog):
    readers.see(ANN)
    readers.keep(ANN, "x", {"a": 1})
    job_line.ask("train", "k", ANN, {"config": {}})
    job_line.ask("train", "l", BO, {"config": {}})
    for number in range(3):
        job_events.add("train", "k", {"kind": "epoch", "number": number})
    flip(sqlite, "kept", "value", byte)
    flip(sqlite, "jobs", "note", byte)
    flip(sqlite, "events", "content", byte)
    assert readers.recall(ANN, "x") is None
    assert [entry.note for entry in job_line.waiting("train")] == [None, None]
    assert job_line.begin("train").key == "k"
    assert [event["kind"] for event in job_events.since("train", "k", 1)] == ["damaged"] * 2
    assert "damaged" in caplog.text


def test_what_was_committed_outlives_a_power_cut(sqlite):
    """SQLite flushes each transaction to the disk: synchronous is FULL, which is 2."""
    with state.database().read() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_readers_who_come_at_once_in_several_tabs_are_one_each(database):
    def come(tab):
        for number in range(20):
            readers.see(f"{number}", now=tab)
            readers.keep(f"{number}", "x", tab)

    at_once(come, 6)
    assert sorted(readers.gone(0, now=1000)) == sorted(map(str, range(20)))


def test_changes_by_several_at_once_lose_none(database):
    readers.see(ANN)

    def add(who):
        for number in range(15):
            readers.change(ANN, "x", lambda told, n=number: [*(told or []), [who, n]])

    at_once(add, 4)
    assert len(readers.recall(ANN, "x")) == 60
    with pytest.raises(ZeroDivisionError):
        readers.change(ANN, "x", lambda told: 1 / 0)
    assert len(readers.recall(ANN, "x")) == 60
