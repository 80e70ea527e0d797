"""A server that is started after the kill: it says what each person finds, and ends.

Usage: python -m tests.killing.visit < RUNS, which are a JSON list a person
"""

import json
import sys
import threading

import sqlalchemy as sa

from core.host import settings
from core.host.state import database, job_line
from tests.killing import belongings
from tests.killing.people import open_the_room, sit_down
from ui.server import lifecycle

INDEXES = """
    SELECT i.indexrelid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE a.amname = 'btree' AND n.nspname = 'public'
"""


def integrity():
    """Return what the database says of itself, "ok" when all is well."""
    if not settings.database():
        with database().read() as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    with database().write() as connection:
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS amcheck")
        for index in connection.exec_driver_sql(INDEXES).scalars().all():
            connection.execute(
                sa.text("SELECT bt_index_parent_check(:index, true)"), {"index": index}
            )
    return "ok"


def places():
    """Return the number of each training in the queue, by which it was asked for."""
    return {entry.key: entry.number for entry in job_line.waiting("train")}


def look(number, runs, found):
    """Note what a person has."""
    sit_down(number)
    found[number] = {
        "has": belongings.listed(),
        "damaged": belongings.damaged(),
        "lost": belongings.lost(runs),
    }


if __name__ == "__main__":
    runs_of = json.load(sys.stdin)
    open_the_room()
    queued = places()
    lifecycle.begin()
    found: dict = {}
    for number, runs in enumerate(runs_of):
        visit = threading.Thread(target=look, args=(number, runs, found))
        visit.start()
        visit.join()
    told = {"integrity": integrity(), "places": queued, "found": [found[n] for n in sorted(found)]}
    print(json.dumps(told))
    lifecycle.end()
