"""Fifty kills of a server with a class of thirty, on each database: ``make kill``."""

import sys

from tests.killing.rounds import play
from tests.support import postgres

ROUNDS, LONGEST = 50, 12.0  # seconds until the kill, at most


def report(name, database=""):
    """Print each round; exit with 1 at the first in which something is wrong."""
    for number, (done, runs, wrong) in enumerate(play(ROUNDS, LONGEST, database)):
        said = f"{done} acts, {runs} trainings so far, {len(wrong)} wrong"
        print(f"{name} kill {number + 1}: {said}", flush=True)
        if wrong:
            sys.exit("\n".join(wrong))


if __name__ == "__main__":
    report("SQLite")
    if postgres.SERVERS:
        with postgres.server() as address:
            report("PostgreSQL", postgres.new_database(address))
    else:
        print("PostgreSQL is not installed: left out")
