"""The folder of a job, without any process."""

import pytest

from core.jobs.folder import JobFolder

KEY = "a" * 64


@pytest.fixture
def folder(tmp_path):
    return JobFolder(tmp_path, KEY)


def work(place):
    (place / "result.txt").write_text("done")
    yield {"kind": "count"}


@pytest.mark.parametrize("damage", [b"", b'{"photos": ', b"\xff\xfe", b"\x80"])
def test_a_damaged_note_counts_as_none(folder, damage):
    folder.reset({"photos": 3})
    assert folder.note() == {"photos": 3}
    (folder.partial / "note.json").write_bytes(damage)
    assert folder.note() is None


def test_a_stop_that_comes_too_late_changes_nothing(folder):
    folder.reset()
    folder.perform(work)
    folder.request_stop()
    assert [path.name for path in folder.root.iterdir()] == [KEY]
    assert sorted(path.name for path in folder.final.iterdir()) == ["events.jsonl", "result.txt"]


def test_a_fresh_start_leaves_nothing_of_the_last_one(folder):
    folder.reset({"photos": 3})
    folder.request_stop()
    folder.append({"kind": "started"})
    folder.reset()
    assert list(folder.partial.iterdir()) == []
