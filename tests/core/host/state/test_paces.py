"""One pace a source, whoever asks."""

import threading

import pytest

from core.host.state import paces

pytestmark = pytest.mark.usefixtures("database")


def test_questions_are_spread_evenly():
    assert [paces.reserve("openverse", 3, now=100) for _ in range(3)] == [0, 3, 6]
    assert paces.reserve("commons", 1, now=100) == 0  # each source has its own
    assert paces.reserve("openverse", 3, now=107) == 2
    assert paces.reserve("openverse", 3, now=200) == 0  # a pause is no credit


def test_a_source_that_wants_a_pause_gets_it():
    paces.hold("commons", 60, now=100)
    assert paces.reserve("commons", 1, now=110) == 50
    paces.hold("commons", 5, now=110)  # a shorter one takes nothing from it
    assert paces.reserve("commons", 1, now=110) == 51


def test_threads_get_different_moments():
    got = []
    threads = [
        threading.Thread(target=lambda: got.append(paces.reserve("bing", 1, now=0)))
        for _ in range(10)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == list(range(10))
