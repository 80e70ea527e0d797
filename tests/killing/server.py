"""A server with a class at work until it is killed; it says on stdout what has been done.

Usage: python -m tests.killing.server SEED
"""

import json
import os
import signal
import sys
import threading
import traceback

import numpy as np

from core.errors import ConvScopeError
from tests.killing import belongings
from tests.killing.actions import ACTIONS, EXPECTED, SHARES
from tests.killing.people import PEOPLE, open_the_room, sit_down
from ui.server import lifecycle
from ui.session.remembered import RUNS

_saying = threading.Lock()


def say(**told):
    """Tell the one who will kill us; what was said has happened."""
    with _saying:
        print(json.dumps(told), flush=True)


def work(number, seed):
    """Act at random for ever."""
    sit_down(number)
    chance = np.random.default_rng((seed, number))
    try:
        while True:
            act = ACTIONS[chance.choice(len(ACTIONS), p=SHARES)]
            say(person=number, begins=act.__name__)
            try:
                act(chance)
            except ConvScopeError as refusal:
                if not refusal.reason.startswith(EXPECTED):
                    raise
            say(person=number, has=belongings.listed(), runs=RUNS.get())
    except BaseException:  # nothing else may come of it
        traceback.print_exc()
        os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    open_the_room()
    lifecycle.begin()
    say(ready=True)
    for person in range(PEOPLE):
        threading.Thread(target=work, args=(person, int(sys.argv[1])), daemon=True).start()
    threading.Event().wait()
