"""Rounds of a class: a server works, is killed at a random moment, and all is looked for."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from tests.killing.people import PEOPLE

ROOT = Path(__file__).parents[2]
NOTHING = {"photos": [], "kept": [], "sets": []}


class Class:
    """What has been said of each person: what they have, and what they were about to do."""

    def __init__(self):
        self.has = [NOTHING] * PEOPLE
        self.runs = [[] for _ in range(PEOPLE)]
        self.begun = [""] * PEOPLE
        self.places = {}
        self.done = 0

    def hear(self, line):
        """Take one line of a server."""
        told = json.loads(line)
        if "begins" in told:
            self.begun[told["person"]] = told["begins"]
        elif "has" in told:
            person = told["person"]
            self.has[person], self.begun[person] = told["has"], ""
            self.runs[person] = sorted({*self.runs[person], *told["runs"]})
            self.done += 1

    def moved(self, places):
        """Return the trainings whose place in the queue is another than at the last visit."""
        before, self.places = self.places, places
        return [
            f"moved {key}" for key in before.keys() & places.keys() if before[key] != places[key]
        ]

    def misses(self, person, found):
        """Return what is wrong with what a person found, and take that as what they have now."""
        wrong = [f"damaged {each}" for each in found["damaged"]]
        wrong += [f"lost run {each}" for each in found["lost"]]
        had, has = self.has[person], found["has"]
        for what in NOTHING:
            new, gone = _differences(had[what], has[what])
            if len(new) + len(gone) > _may_differ(self.begun[person], what):
                wrong.append(f"{what}: {len(gone)} gone, {len(new)} new")
        self.has[person], self.begun[person] = has, ""
        return wrong


def _differences(before, after):
    return [e for e in after if e not in before], [e for e in before if e not in after]


def _may_differ(begun, what):
    """Return how much one act that was under way may have changed; it has happened, or has not."""
    changes = {
        "upload": {"photos": 1},
        "mark": {"photos": 2, "kept": 1},  # moved: one entry gone and one new
        "publish": {"sets": 1},
        "take_back": {"sets": 1},
    }
    return changes.get(begun, {}).get(what, 0)


def work_and_kill(room, environment, seed, seconds, starting):
    """Let a server work for so long and kill it; `starting`: counted from its start."""
    command = [sys.executable, "-m", "tests.killing.server", str(seed)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert server.stdout is not None
    if not starting:
        assert server.stdout.readline(), "the server did not start"
    threading.Timer(seconds, server.kill).start()
    for line in server.stdout:
        if line.endswith("\n"):  # the last one may be cut
            room.hear(line)
    assert server.wait() == -signal.SIGKILL, "the server ended by itself"


def visit(room, environment):
    """Start a server anew; return all that is wrong."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.killing.visit"],
        cwd=ROOT,
        env=environment,
        input=json.dumps(room.runs),
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout.splitlines()[-1])
    wrong = [] if told["integrity"] == "ok" else [f"the database: {told['integrity']}"]
    wrong += room.moved(told["places"])
    for person, found in enumerate(told["found"]):
        wrong += [f"person {person}: {each}" for each in room.misses(person, found)]
    return wrong


def play(count, longest, database="", seed=0):
    """Yield, for each of `count` rounds on one data folder, what came of it.

    The number of acts in it, that of the trainings asked for so far, and what is wrong.
    """
    chance, room = random.Random(seed), Class()
    with tempfile.TemporaryDirectory(prefix="convscope-killing-") as folder:
        environment = os.environ | {
            "CONVSCOPE_DATA": folder,
            "CONVSCOPE_DATABASE": database,
            "CONVSCOPE_WARM": "0",
            "STREAMLIT_LOGGER_LEVEL": "error",
        }
        for number in range(count):
            before = room.done
            starting = chance.random() < 0.2
            work_and_kill(room, environment, seed + number, chance.uniform(0.1, longest), starting)
            wrong = visit(room, environment)
            yield room.done - before, sum(map(len, room.runs)), wrong
