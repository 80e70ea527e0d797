"""Many ask for model files at about the same time; making one stands for what takes long."""

import os
import time

import pytest

from core.errors import ConvScopeError
from core.host import settings, state
from core.host.state import QueueError, job_line
from core.jobs import JobFolder
from core.training.stored.exports import MOST_OWN, Exports
from tests.support.making import Making
from tests.support.waiting import wait_until

RUN = "a" * 64


@pytest.fixture
def making(monkeypatch, own_state):
    return Making.stand_in(monkeypatch, own_state)


@pytest.fixture
def exports(own_state, making):
    return Exports(own_state / "exports", JobFolder.perform)


def end():
    wait_until(lambda: not job_line.live("export"))


def test_all_who_want_a_file_have_one_making(exports, making):
    making.go_on.clear()
    exports.ask(RUN, "keras", "ann")
    exports.ask(RUN, "keras", "bo")
    assert exports.waits(RUN, "keras", "ann")
    assert exports.waits(RUN, "keras", "bo")
    wait_until(lambda: exports.has_begun(RUN, "keras"))
    making.go_on.set()
    end()
    assert exports.attach(RUN, "keras").state == "finished"
    exports.ask(RUN, "keras", "cy")  # it is there
    assert not exports.waits(RUN, "keras", "cy")
    assert making.made == ["keras"]


def test_one_is_made_at_a_time(exports, making):
    making.go_on.clear()
    exports.ask(RUN, "keras", "ann")
    wait_until(lambda: exports.has_begun(RUN, "keras"))
    exports.ask(RUN, "tflite", "bo")
    assert exports.attach(RUN, "tflite").ahead == 1
    making.go_on.set()
    end()
    assert sorted(making.made) == ["keras", "tflite"]
    assert making.most == 1


def test_it_ends_with_the_last_who_waits(exports, making):
    making.go_on.clear()
    exports.ask(RUN, "keras", "ann")
    exports.ask(RUN, "keras", "bo")
    wait_until(lambda: exports.has_begun(RUN, "keras"))
    exports.leave(RUN, "keras", "ann")
    assert exports.attach(RUN, "keras").live
    exports.leave(RUN, "keras", "bo")
    making.go_on.set()
    end()
    assert exports.attach(RUN, "keras").state == "cancelled"
    assert making.made == []


def test_a_file_that_is_gone_is_made_again(exports, making):
    for _ in range(2):
        exports.ask(RUN, "keras", "ann")
        end()
        making.find(RUN, "keras").unlink()
    assert making.made == ["keras"] * 2


def test_why_it_failed_is_told_and_it_can_be_tried_again(exports, making):
    making.refusal = ConvScopeError("disk.full", "the disk is full")
    exports.ask(RUN, "keras", "ann")
    end()
    assert exports.failure(RUN, "keras").reason == "disk.full"
    making.refusal = None
    exports.ask(RUN, "keras", "ann")
    end()
    assert exports.failure(RUN, "keras") is None


def test_one_reader_has_so_many_waiting(exports, making):
    making.go_on.clear()
    exports.ask(RUN, "keras", "ann")
    wait_until(lambda: exports.has_begun(RUN, "keras"))
    for number in range(MOST_OWN):
        exports.ask(f"{number:064x}", "keras", "ann")
    with pytest.raises(QueueError):
        exports.ask(RUN, "tflite", "ann")
    making.go_on.set()
    end()


def test_an_earlier_server_was_asked_for_it(own_state, making):
    key = "b" * 64
    job_line.ask("export", key, "ann", {"run": RUN, "kind": "keras"})
    job_line.ask("export", "c" * 64, "ann", ["nonsense"])
    state.close()
    exports = Exports(own_state / "exports", JobFolder.perform)
    exports.recover()
    end()
    assert making.made == ["keras"]
    assert job_line.find("export", "c" * 64).state == "failed"


def test_a_run_that_is_not_there_is_refused_in_words(own_state):
    exports = Exports(own_state / "exports", JobFolder.perform)
    exports.ask(RUN, "keras", "ann")
    end()
    assert exports.failure(RUN, "keras").reason == "run.missing"
    assert isinstance(exports.failure(RUN, "keras").error, ConvScopeError)


def test_what_was_told_long_ago_is_removed(exports, own_state, making):
    exports.ask(RUN, "keras", "ann")
    end()
    exports.sweep()
    folder = exports.attach(RUN, "keras").folder
    assert folder.is_dir()
    long_ago = time.time() - 2 * settings.keep_seconds()
    os.utime(folder, (long_ago, long_ago))
    odd = own_state / "exports" / "odd"
    odd.mkdir()
    os.utime(odd, (long_ago, long_ago))
    exports.sweep()
    assert list((own_state / "exports").iterdir()) == []
