"""The line before a worker process, by hand; the process here does what the test tells it to."""

import operator
import os
import pickle
import signal
import threading
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.jobs.call import Call
from core.jobs.turns import Turns
from core.jobs.worker_outcome import result
from core.jobs.worker_process import WorkerProcess
from tests.support.process_by_hand import Process
from tests.support.refusals import reason
from tests.support.threads import at_once
from tests.support.waiting import wait_until


def say(what, *_):
    return what


def show(what, *_):
    return what


KINDS = say, show, operator.neg, operator.pos, operator.abs, operator.invert, operator.index


@pytest.fixture
def process():
    return Process()


@pytest.fixture
def turns(process):
    return Turns(process)


def ask(turns, asker, what, kind=say, keep=None):
    return turns.ask(asker, Call.of(kind, what), keep)


def refused(future):
    """Return the reason why a call has no answer."""
    return reason(result, future, 0)


def answer_all(process):
    while process.works:
        process.answer()


def test_a_line_is_as_long_as_what_waits_and_runs(turns, process):
    assert len(turns) == 0
    ask(turns, "a", 1)
    ask(turns, "b", 2)
    assert len(turns) == 2
    process.answer()
    assert len(turns) == 1


def test_askers_have_their_turns_one_after_the_other(turns, process):
    for what, asker, kind in (
        *(("a1", "a", say), ("a2", "a", show), ("a3", "a", operator.not_)),
        *(("b1", "b", say), ("b2", "b", show), ("c1", "c", say)),
    ):
        ask(turns, asker, what, kind)
    answer_all(process)
    assert process.begun == ["a1", "a2", "b1", "c1", "a3", "b2"]  # a1 ran before the others came


def test_one_call_at_a_time_is_with_the_process(turns, process):
    first, second = ask(turns, "a", 1), ask(turns, "b", 2)
    assert process.begun == [1]
    process.answer()
    assert first.result(0) == 1
    assert process.begun == [1, 2]
    assert not second.done()


def test_a_newer_call_withdraws_the_older_that_waits(turns, process):
    ask(turns, "b", "before")
    older, other = ask(turns, "a", 1), ask(turns, "a", 2, show)
    newer = ask(turns, "a", 3)
    assert refused(older) == "worker.withdrawn"
    answer_all(process)
    assert process.begun == ["before", 3, 2]  # the newer one stands where the older stood
    assert (newer.result(0), other.result(0)) == (3, 2)


def test_a_newer_call_withdraws_the_older_that_runs_and_what_it_gives_is_kept(turns, process):
    kept = {}
    older = ask(turns, "a", 1, keep=kept.__setitem__)
    newer = ask(turns, "a", 2)
    assert refused(older) == "worker.withdrawn"
    assert process.begun == [1]
    answer_all(process)
    assert [pickle.loads(answered) for answered in kept.values()] == [1]
    assert newer.result(0) == 2


def test_others_calls_are_not_withdrawn(turns, process):
    futures = [ask(turns, asker, asker) for asker in "abc"]
    answer_all(process)
    assert [future.result(0) for future in futures] == ["a", "b", "c"]


def test_equal_calls_are_made_once_and_everyone_has_a_copy(turns, process):
    ask(turns, "d", "before")
    futures = [ask(turns, asker, ["much"]) for asker in "abc"]
    process.answer()
    futures.append(ask(turns, "d", ["much"]))  # while it runs
    answer_all(process)
    assert process.begun == ["before", ["much"]]
    answers = [future.result(0) for future in futures]
    assert answers == [["much"]] * 4
    assert len(set(map(id, answers))) == 4


def test_who_asks_the_same_again_goes_on_waiting_for_it(turns, process):
    older = ask(turns, "a", 1)
    newer = ask(turns, "a", 1)
    assert refused(older) == "worker.withdrawn"
    process.answer()
    assert newer.result(0) == 1
    assert process.begun == [1]


def test_what_nobody_waits_for_any_more_is_not_begun(turns, process):
    ask(turns, "c", "before")
    a, b = ask(turns, "a", "shared"), ask(turns, "b", "shared")
    assert a.cancel()
    ask(turns, "d", "after")
    answer_all(process)
    assert process.begun == ["before", "shared", "after"]
    assert b.result(0) == "shared"

    ask(turns, "c", "before")
    for future in (ask(turns, "a", "left"), ask(turns, "b", "left")):
        assert future.cancel()
    answer_all(process)
    assert "left" not in process.begun


def test_who_leaves_while_it_runs_does_not_stop_it(turns, process):
    kept = []
    assert ask(turns, "a", 1, keep=lambda *_: kept.append(1)).cancel()
    after = ask(turns, "a", 2)
    answer_all(process)
    assert kept == [1]
    assert after.result(0) == 2


def test_an_asker_has_so_many_waiting_and_no_more(process):
    turns = Turns(process, most=3)
    ask(turns, "b", 100)
    futures = [ask(turns, "a", number, kind) for number, kind in enumerate(KINDS)]
    assert [future.done() for future in futures] == [True] * 4 + [False] * 3
    assert refused(futures[0]) == "worker.withdrawn"
    answer_all(process)
    assert len(process.begun) == 1 + 3


def test_a_process_that_dies_takes_only_what_it_was_at(turns, process):
    futures = [ask(turns, asker, asker) for asker in "abc"]
    process.die()
    answer_all(process)
    assert refused(futures[0]) == "worker.died"
    assert [future.result(0) for future in futures[1:]] == ["b", "c"]


def test_a_process_that_does_not_start_is_said_and_the_line_goes_on(turns, process):
    first, second = ask(turns, "a", 1), ask(turns, "b", 2)
    process.refusal = OSError(11, "Resource temporarily unavailable")
    process.answer()
    assert first.result(0) == 1
    assert refused(second) == "worker.failed"
    process.refusal = None
    third = ask(turns, "b", 3)
    process.answer()
    assert third.result(0) == 3


def test_after_the_shutdown_nobody_waits_and_nothing_begins(turns, process):
    running, waiting = ask(turns, "a", 1), ask(turns, "b", 2)
    turns.shutdown()
    assert refused(running) == refused(waiting) == "worker.stopped"
    assert reason(ask, turns, "c", 3) == "worker.stopped"
    assert process.begun == [1]


def test_a_process_that_was_stopped_by_others_ends_the_line(turns, process):
    futures = [ask(turns, "a", 1), ask(turns, "b", 2)]
    process.shutdown()  # as at the end of the interpreter
    assert [refused(future) for future in futures] == ["worker.stopped"] * 2
    assert process.begun == [1]


def test_who_runs_out_of_patience_leaves_the_line(turns, process):
    ask(turns, "a", 1)
    impatient = ask(turns, "b", 2)
    assert reason(result, impatient, timeout=0.01) == "worker.busy"
    answer_all(process)
    assert process.begun == [1]


def test_what_does_not_pickle_is_refused_to_its_asker():
    assert reason(Call.of, id, threading.Lock()) == "worker.failed"


def test_a_call_may_take_as_long_as_the_line_says(process):
    ask(Turns(process, longest=7.0), "a", 1)
    assert process.seconds == 7.0


ASKERS = "abcd"
STEPS = st.one_of(
    st.tuples(st.just("ask"), st.sampled_from(ASKERS), st.sampled_from(KINDS), st.integers(0, 5)),
    st.tuples(st.just("cancel"), st.integers(0, 30)),
    st.tuples(st.sampled_from(["answer", "die"])),
)


@given(st.lists(STEPS, max_size=60))
def test_whatever_happens_nobody_waits_long_and_everything_ends(steps):
    process, asked = Process(), []
    turns = Turns(process, most=len(KINDS))
    for step in steps:
        match step:
            case "ask", asker, kind, what:
                future = ask(turns, asker, what, kind)
                asked.append((asker, kind, future, len(process.begun)))
            case "cancel", number if number < len(asked):
                asked[number][2].cancel()
            case (("answer" | "die") as ends,) if process.works:
                getattr(process, ends)()
        live = Counter((asker, kind) for asker, kind, future, _ in asked if not future.done())
        assert all(count == 1 for count in live.values())
    answer_all(process)
    assert all(future.done() for _, _, future, _ in asked)


@given(st.lists(st.one_of(st.tuples(st.sampled_from(ASKERS), st.sampled_from(KINDS)), st.none())))
def test_nobody_waits_for_more_than_one_call_of_each_other_asker(steps):
    process, futures = Process(), {}
    turns = Turns(process)
    passed = dict.fromkeys(ASKERS, 0)  # calls of others that began while one has something waiting
    for number, step in enumerate(steps):
        before = len(process.begun)
        if step is None and process.works:
            process.answer()
        elif step is not None:
            asker, kind = step
            what = ASKERS.index(asker) + len(ASKERS) * number  # so that none are equal
            futures[what] = ask(turns, asker, what, kind)
        for begun in process.begun[before:]:
            turn = ASKERS[begun % len(ASKERS)]
            passed = {asker: passed[asker] + 1 for asker in ASKERS} | {turn: 0}
        for place, asker in enumerate(ASKERS):
            waits = [
                what
                for what, future in futures.items()
                if what % len(ASKERS) == place and not future.done() and what not in process.begun
            ]
            passed[asker] = passed[asker] if waits else 0
            assert passed[asker] <= len(ASKERS) - 1


# With a real process


@pytest.fixture
def real():
    turns = Turns(WorkerProcess())
    yield turns
    turns.shutdown()


def asked(turns, asker, function, *args):
    return turns.ask(asker, Call.of(function, *args))


@pytest.mark.slow
def test_a_killed_process_is_replaced_under_the_line(real):
    pid = asked(real, "a", os.getpid).result(60)
    for _ in range(3):
        running = asked(real, "a", time.sleep, 60)
        waiting = [asked(real, asker, os.getpid) for asker in "bcd"]
        os.kill(pid, signal.SIGKILL)
        wait_until(running.done)
        assert refused(running) == "worker.died"
        assert {future.result(60) for future in waiting} != {pid}
        pid = waiting[0].result(0)


@pytest.mark.slow
def test_a_process_that_stands_still_is_replaced():
    turns = Turns(WorkerProcess())
    try:
        pid = asked(turns, "a", os.getpid).result(60)
        os.kill(pid, signal.SIGSTOP)
        turns.longest = 0.2
        hanging = asked(turns, "a", os.getpid)
        turns.longest = 60.0  # the start of the fresh process counts
        waiting = asked(turns, "b", os.getppid)
        assert reason(result, hanging, timeout=60) == "worker.died"
        assert waiting.result(60) == os.getpid()
        assert asked(turns, "a", os.getpid).result(60) != pid
    finally:
        turns.shutdown()


@pytest.mark.slow
def test_many_threads_get_their_own_answers(real):
    def work(asker):
        return [asked(real, asker, operator.add, 100 * asker, i).result(60) for i in range(20)]

    answers = at_once(work, 16)
    assert answers == [[100 * asker + i for i in range(20)] for asker in range(16)]


@pytest.mark.slow
def test_the_shutdown_ends_what_runs_and_what_waits(real):
    futures = [asked(real, asker, time.sleep, 60) for asker in "ab"]
    futures.append(asked(real, "c", time.sleep, 50))
    real.shutdown()
    assert [refused(future) for future in futures] == ["worker.stopped"] * 3
