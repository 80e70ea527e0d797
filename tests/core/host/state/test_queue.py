"""Jobs come in turn by reader, are shared by equal requests, and survive the server."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.host.state import QueueError, events, queue
from core.host.state.queue import Entry, in_turn

ANN, BO, CY = ("a" * 64, "b" * 64, "c" * 64)
pytestmark = pytest.mark.usefixtures("database")


def served(kind="train"):
    """Begin and end all jobs; return their keys in the order in which they came."""
    keys = []
    while (entry := queue.begin(kind)) is not None:
        keys.append(entry.key)
        queue.end(kind, entry.key, "finished")
    return keys


def test_readers_are_served_in_turn_and_not_by_arrival():
    for key in ("a1", "a2", "a3"):
        queue.ask("train", key, ANN)
    queue.ask("train", "b1", BO)
    queue.ask("train", "c1", CY)
    assert [entry.key for entry in queue.waiting("train")] == ["a1", "b1", "c1", "a2", "a3"]
    assert served() == ["a1", "b1", "c1", "a2", "a3"]


def test_who_was_served_before_comes_after_who_was_not():
    queue.ask("train", "a1", ANN)
    assert served() == ["a1"]
    queue.ask("train", "a2", ANN)
    queue.ask("train", "b1", BO)
    assert served() == ["b1", "a2"]


def test_equal_requests_are_one_job_that_ends_with_its_last_asker():
    assert queue.ask("train", "k", ANN).askers == (ANN,)
    assert queue.ask("train", "k", BO).askers == (ANN, BO)
    assert queue.begin("train").key == "k"
    assert queue.leave("train", "k", ANN) is False
    assert queue.find("train", "k").stop is False
    assert queue.leave("train", "k", BO) is True
    assert queue.find("train", "k").stop is True


def test_who_comes_back_in_time_keeps_the_job():
    queue.ask("train", "k", ANN)
    queue.begin("train")
    queue.leave("train", "k", ANN)
    assert queue.ask("train", "k", BO).stop is False


def test_a_waiting_job_that_nobody_wants_is_cancelled_at_once():
    queue.ask("train", "k", ANN)
    assert queue.leave("train", "k", ANN) is True
    assert queue.find("train", "k").state == "cancelled"
    assert queue.begin("train") is None
    assert queue.ask("train", "k", ANN).state == "waiting"  # and may be asked again


def test_a_stranger_cannot_end_what_others_wait_for():
    queue.ask("train", "k", ANN)
    assert queue.leave("train", "k", BO) is False
    assert queue.find("train", "k").state == "waiting"


def test_one_reader_may_wait_for_so_many_and_no_more():
    for key in ("k1", "k2"):
        queue.ask("train", key, ANN, most=2)
    with pytest.raises(QueueError) as refused:
        queue.ask("train", "k3", ANN, most=2)
    assert (refused.value.reason, refused.value.values) == ("queue.too_many_own", {"limit": 2})
    queue.ask("train", "k3", BO, most=2)  # the others have their own room
    queue.ask("train", "k1", ANN, most=2)  # what one waits for already is nothing more
    queue.begin("train")
    queue.ask("train", "k4", ANN, most=2)  # what runs does not wait


def test_a_finished_job_is_not_done_again_but_a_failed_one_is():
    queue.ask("train", "k", ANN)
    queue.begin("train")
    queue.end("train", "k", "finished")
    assert queue.ask("train", "k", BO).state == "finished"
    queue.forget("train", "k")
    assert queue.find("train", "k") is None
    queue.ask("train", "k", BO)
    queue.begin("train")
    queue.end("train", "k", "failed")
    assert queue.ask("train", "k", BO, note={"epochs": 3}).note == {"epochs": 3}


def test_kinds_have_lines_of_their_own():
    queue.ask("train", "k", ANN)
    assert queue.begin("crawl") is None
    queue.ask("crawl", "k", ANN)
    queue.leave("crawl", "k", ANN)
    assert queue.find("train", "k").state == "waiting"


def test_leaving_everything():
    queue.ask("train", "k", ANN)
    queue.ask("crawl", "k", ANN)
    queue.ask("train", "k", BO)
    queue.leave_all(ANN)
    assert queue.find("train", "k").askers == (BO,)
    assert queue.find("crawl", "k").state == "cancelled"


def test_what_a_dead_server_was_doing_is_done_again_and_at_last_given_up():
    queue.ask("train", "k", ANN)
    for _ in range(queue.ATTEMPTS - 1):
        queue.begin("train")
        queue.recover("train")
        assert queue.find("train", "k").state == "waiting"
        assert queue.find("train", "k").askers == (ANN,)
    queue.begin("train")
    queue.recover("train")
    assert queue.find("train", "k").state == "interrupted"


def test_what_ended_long_ago_is_removed_with_what_was_told_of_it():
    for key in ("old", "live"):
        queue.ask("train", key, ANN)
        events.add("train", key, {"kind": "epoch"})
    queue.begin("train")
    queue.end("train", "old", "finished")
    queue.retire(-1)  # everything was asked for more than -1 seconds ago
    assert queue.find("train", "old") is None
    assert events.since("train", "old") == []
    assert queue.find("train", "live").state == "waiting"
    assert len(events.since("train", "live")) == 1


def test_many_threads_begin_each_job_once():
    for number in range(24):
        queue.ask("train", f"k{number}", (ANN, BO, CY)[number % 3])
    begun = []

    def work():
        while (entry := queue.begin("train")) is not None:
            begun.append(entry.key)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(begun) == sorted(f"k{number}" for number in range(24))


LINES = st.lists(st.sampled_from([ANN, BO, CY]), max_size=12)


@given(LINES)
def test_nobody_is_served_twice_before_each_other_who_waits(line):
    entries = [
        Entry("train", str(number), "waiting", None, number, 0, False, (reader,))
        for number, reader in enumerate(line)
    ]
    order = [entry.askers[0] for entry in in_turn(entries, {})]
    assert sorted(order) == sorted(line)
    for place, reader in enumerate(order):
        if reader in order[place + 1 :]:
            again = place + 1 + order[place + 1 :].index(reader)
            assert set(order[again:]) <= {*order[place:again]}
