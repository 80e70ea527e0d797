"""The folder of a job, without any process."""

import pytest

from core.host.state import job_events, job_line
from core.jobs.folder import JobFolder
from tests.support.jobs import kinds

KEY = "a" * 64


@pytest.fixture
def folder(own_state):
    return JobFolder(own_state / "jobs", KEY, "test")


def work(place):
    (place / "result.txt").write_text("done")
    yield {"kind": "count"}


def told():
    return kinds(job_events.since("test", KEY))


def test_what_is_done_lies_whole_in_the_folder_and_its_events_with_it(folder):
    folder.reset()
    folder.perform(work)
    assert [path.name for path in folder.root.iterdir()] == [KEY]
    assert sorted(path.name for path in folder.final.iterdir()) == ["events.jsonl", "result.txt"]
    assert told() == []  # they are in the folder now


def test_it_stops_at_the_next_event_when_nobody_waits_any_more(folder):
    job_line.ask("test", KEY, "ann")
    job_line.begin("test")
    folder.reset()

    def long(place):
        for number in range(10):
            if number == 2:
                job_line.leave("test", KEY, "ann")
            yield {"kind": "count"}

    folder.perform(long)
    assert told() == ["started", "count", "count", "count", "cancelled"]
    assert not folder.final.exists()


def test_a_fresh_start_leaves_nothing_of_the_last_one(folder):
    folder.reset()
    folder.tell({"kind": "started"})
    (folder.partial / "half.txt").write_text("half")
    folder.reset()
    assert list(folder.partial.iterdir()) == []
    assert told() == []
