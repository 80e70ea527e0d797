"""Jobs come in turn by reader, are shared by equal requests, and survive the server."""

from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.host.state import Database, QueueError, job_events, job_line
from core.host.state.job_line import QueuedJob, in_turn
from tests.support.threads import at_once

ANN, BO, CY = ("a" * 64, "b" * 64, "c" * 64)
pytestmark = pytest.mark.usefixtures("database")


def served(kind="train"):
    """Begin and end all jobs; return their keys in the order in which they came."""
    keys = []
    while (entry := job_line.begin(kind)) is not None:
        keys.append(entry.key)
        job_line.end(kind, entry.key, "finished")
    return keys


def test_a_job_that_begins_while_somebody_looks_is_not_missed(database, monkeypatch):
    for key in ("a1", "a2"):
        job_line.ask("train", key, ANN)
    read = Database.read

    @contextmanager
    def slowly(self):
        """Let a job begin after whatever was read."""
        with read(self) as connection:
            yield connection
        job_line.begin("train")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Database, "read", slowly)
        looked = job_line.live("train")
    assert [(entry.key, entry.state) for entry in looked] == [("a1", "waiting"), ("a2", "waiting")]
    now = [(entry.key, entry.state) for entry in job_line.live("train")]
    assert now == [("a1", "running"), ("a2", "waiting")]


def test_readers_are_served_in_turn_and_not_by_arrival():
    for key in ("a1", "a2", "a3"):
        job_line.ask("train", key, ANN)
    job_line.ask("train", "b1", BO)
    job_line.ask("train", "c1", CY)
    assert [entry.key for entry in job_line.waiting("train")] == ["a1", "b1", "c1", "a2", "a3"]
    assert served() == ["a1", "b1", "c1", "a2", "a3"]


def test_who_was_served_before_comes_after_who_was_not():
    job_line.ask("train", "a1", ANN)
    assert served() == ["a1"]
    job_line.ask("train", "a2", ANN)
    job_line.ask("train", "b1", BO)
    assert served() == ["b1", "a2"]


def test_equal_requests_are_one_job_that_ends_with_its_last_asker():
    assert job_line.ask("train", "k", ANN).askers == (ANN,)
    assert job_line.ask("train", "k", BO).askers == (ANN, BO)
    assert job_line.begin("train").key == "k"
    assert job_line.leave("train", "k", ANN) is False
    assert job_line.find("train", "k").stop is False
    assert job_line.leave("train", "k", BO) is True
    assert job_line.find("train", "k").stop is True


def test_who_comes_back_in_time_keeps_the_job():
    job_line.ask("train", "k", ANN)
    job_line.begin("train")
    job_line.leave("train", "k", ANN)
    assert job_line.ask("train", "k", BO).stop is False


def test_a_waiting_job_that_nobody_wants_is_cancelled_at_once():
    job_line.ask("train", "k", ANN)
    assert job_line.leave("train", "k", ANN) is True
    assert job_line.find("train", "k").state == "cancelled"
    assert job_line.begin("train") is None
    assert job_line.ask("train", "k", ANN).state == "waiting"  # and may be asked again


def test_a_stranger_cannot_end_what_others_wait_for():
    job_line.ask("train", "k", ANN)
    assert job_line.leave("train", "k", BO) is False
    assert job_line.find("train", "k").state == "waiting"


def test_one_reader_may_wait_for_so_many_and_no_more():
    for key in ("k1", "k2"):
        job_line.ask("train", key, ANN, most=2)
    with pytest.raises(QueueError) as refused:
        job_line.ask("train", "k3", ANN, most=2)
    assert (refused.value.reason, refused.value.values) == ("queue.too_many_own", {"limit": 2})
    job_line.ask("train", "k3", BO, most=2)  # the others have their own room
    job_line.ask("train", "k1", ANN, most=2)  # what one waits for already is nothing more
    with pytest.raises(QueueError):
        job_line.ask("train", "k3", ANN, most=2)  # nor may they join the others' any number
    job_line.begin("train")
    job_line.ask("train", "k1", BO, most=2)  # what runs does not wait
    job_line.ask("train", "k4", ANN, most=2)


def test_a_finished_job_is_not_done_again_but_a_failed_one_is():
    job_line.ask("train", "k", ANN)
    job_line.begin("train")
    job_line.end("train", "k", "finished")
    assert job_line.ask("train", "k", BO).state == "finished"
    again = job_line.ask("train", "k", BO, again=True)  # what came of it is gone
    assert again.state == "waiting"
    job_line.begin("train")
    job_line.end("train", "k", "failed")
    assert job_line.ask("train", "k", BO, note={"epochs": 3}).note == {"epochs": 3}


def test_kinds_have_lines_of_their_own():
    job_line.ask("train", "k", ANN)
    assert job_line.begin("crawl") is None
    job_line.ask("crawl", "k", ANN)
    job_line.leave("crawl", "k", ANN)
    assert job_line.find("train", "k").state == "waiting"


def test_leaving_everything():
    job_line.ask("train", "k", ANN)
    job_line.ask("crawl", "k", ANN)
    job_line.ask("train", "k", BO)
    job_line.leave_all(ANN)
    assert job_line.find("train", "k").askers == (BO,)
    assert job_line.find("crawl", "k").state == "cancelled"


def test_what_a_dead_server_was_doing_is_done_again_and_at_last_given_up():
    job_line.ask("train", "k", ANN)
    for _ in range(job_line.ATTEMPTS - 1):
        job_line.begin("train")
        job_line.recover("train")
        assert job_line.find("train", "k").state == "waiting"
        assert job_line.find("train", "k").askers == (ANN,)
    job_line.begin("train")
    job_line.recover("train")
    assert job_line.find("train", "k").state == "interrupted"


@pytest.mark.parametrize("state", ["finished", "failed", "cancelled"])
def test_what_was_asked_for_is_forgotten_when_it_ends(state):
    job_line.ask("train", "k", ANN, note={"classes": ["cat"]})
    job_line.begin("train")
    assert job_line.noted("train") == ["k"]
    job_line.end("train", "k", state)
    assert job_line.noted("train") == []
    assert job_line.find("train", "k").note is None


def test_what_was_asked_for_is_forgotten_when_the_last_leaves():
    for reader in (ANN, BO):
        job_line.ask("train", "waiting", reader, note={"classes": ["cat"]})
        job_line.ask("train", "lost", reader, note={"classes": ["cat"]})
    job_line.end("train", "lost", "interrupted")
    job_line.leave_all(ANN)
    assert sorted(job_line.noted("train")) == ["lost", "waiting"]
    job_line.leave_all(BO)
    assert job_line.noted("train") == []
    assert job_line.find("train", "lost").state == "interrupted"


def test_what_ended_long_ago_is_removed_with_what_was_told_of_it():
    for key in ("old", "live"):
        job_line.ask("train", key, ANN)
        job_events.add("train", key, {"kind": "epoch"})
    job_line.begin("train")
    job_line.end("train", "old", "finished")
    job_line.retire(-1)  # everything was asked for more than -1 seconds ago
    assert job_line.find("train", "old") is None
    assert job_events.since("train", "old") == []
    assert job_line.find("train", "live").state == "waiting"
    assert len(job_events.since("train", "live")) == 1


def test_many_threads_begin_each_job_once():
    for number in range(24):
        job_line.ask("train", f"k{number}", (ANN, BO, CY)[number % 3])
    begun = []

    def work(number):
        while (entry := job_line.begin("train")) is not None:
            begun.append(entry.key)

    at_once(work, 6)
    assert sorted(begun) == sorted(f"k{number}" for number in range(24))


LINES = st.lists(st.sampled_from([ANN, BO, CY]), max_size=12)


@given(LINES)
def test_nobody_is_served_twice_before_each_other_who_waits(line):
    entries = [
        QueuedJob("train", str(number), "waiting", None, number, 0, False, (reader,))
        for number, reader in enumerate(line)
    ]
    order = [entry.askers[0] for entry in in_turn(entries, {})]
    assert sorted(order) == sorted(line)
    for place, reader in enumerate(order):
        if reader in order[place + 1 :]:
            again = place + 1 + order[place + 1 :].index(reader)
            assert set(order[again:]) <= {*order[place:again]}
