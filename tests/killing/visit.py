"""A server that is started after the kill: it says what each person finds, and ends.

Usage: python -m tests.killing.visit < RUNS, which are a JSON list a person
"""

import json
import sys
import threading

import sqlalchemy as sa

from core.host import settings
from core.host.state import database
from tests.killing import belongings
from tests.killing.people import open_the_room, sit_down
from ui.server import lifecycle


def integrity():
    """Return what the database says of itself, "ok" when all is well."""
    with database().read() as connection:
        if settings.database():
            return "ok" if connection.execute(sa.text("SELECT 1")).scalar() else "no answer"
        return connection.exec_driver_sql("PRAGMA integrity_check").scalar()


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
    lifecycle.begin()
    found: dict = {}
    for number, runs in enumerate(runs_of):
        visit = threading.Thread(target=look, args=(number, runs, found))
        visit.start()
        visit.join()
    print(json.dumps({"integrity": integrity(), "found": [found[n] for n in sorted(found)]}))
    lifecycle.end()
