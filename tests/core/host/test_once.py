"""Of some things a process has one, whoever asks first."""

import threading

from core.host import made_once
from tests.support.threads import at_once


def test_threads_that_ask_at_the_same_moment_get_the_same_one():
    made, another = [], threading.Event()

    def make():
        made.append(object())
        if len(made) > 1:
            another.set()
        another.wait(0.2)  # as long as a second one may take to be made
        return made[-1]

    get = made_once(make)
    found = at_once(lambda _: get(), 8)
    assert len(made) == 1
    assert {id(each) for each in found} == {id(made[0])}
