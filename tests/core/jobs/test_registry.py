"""Jobs in a real worker process; their work is cheap."""

import os
import shutil
import signal
import threading
import time

import numpy as np
import pytest

from core import jobs
from core.errors import ConvScopeError
from core.host.state import QueueError, StateError, job_events, job_line
from core.jobs import registry as job_registry
from core.jobs import workers
from core.jobs.event_log import read_log
from core.jobs.folder import JobFolder
from core.jobs.registry import Registry
from core.jobs.watched import ENDING, LOOK, Watched
from core.jobs.worker_outcome import WorkerStoppedError, result
from core.jobs.worker_process import WorkerProcess
from tests.support.jobs import by, ended, kinds, worker_process
from tests.support.threads import at_once
from tests.support.waiting import wait_until

# real processes, or many pages
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("own_state")]

A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture
def worker(own_state):
    with worker_process() as process:  # of this test's environment: it writes into its state
        yield process


@pytest.fixture
def registry(worker, tmp_path):
    registry = Registry("test", tmp_path / "runs", by(worker))
    yield registry
    for key in registry.live():
        registry.leave(key)
    wait_until(lambda: not registry.live())


def count_to(number):
    """Return work that counts; a closure, so that it travels by value."""

    def work(folder):
        for done in range(1, number + 1):
            yield {"kind": "count", "done": done}
        (folder / "result.txt").write_text("done")

    return work


def endless():
    """Return work that ends only when it is stopped, and tells its process."""

    def work(folder):
        while True:
            yield {"kind": "pid", "pid": os.getpid()}
            time.sleep(0.01)

    return work


def start_endless(registry, key):
    registry.submit(key, endless())
    wait_until(lambda: len(registry.events(key)) > 1)


def test_a_job_reports_and_leaves_its_results(registry, tmp_path):
    assert registry.attach(A) is None
    registry.submit(A, count_to(2))
    job = ended(registry, A)
    assert job.state == "finished"
    assert job.folder == tmp_path / "runs" / A
    assert (job.folder / "result.txt").read_text() == "done"
    assert kinds(registry.events(A)) == ["started", "count", "count", "finished"]
    assert [event["done"] for event in registry.events(A, since=1)[:2]] == [1, 2]
    assert not job.folder.with_suffix(".partial").exists()


def test_equal_keys_meet_in_one_run(registry, tmp_path):
    log = tmp_path / "runs.txt"

    def work(folder):
        with log.open("a") as file:
            file.write("run\n")
        yield {"kind": "count"}

    at_once(lambda number: registry.submit(A, work), 30)
    assert ended(registry, A).state == "finished"
    assert registry.submit(A, work).state == "finished"
    assert log.read_text() == "run\n"


def test_a_running_job_is_cancelled_at_its_next_event(registry):
    start_endless(registry, A)
    assert registry.attach(A).state == "running"
    registry.leave(A)
    assert ended(registry, A).state == "cancelled"
    assert kinds(registry.events(A))[-1] == "cancelled"
    registry.submit(A, count_to(1))
    assert ended(registry, A).state == "finished"
    assert kinds(registry.events(A)) == ["started", "count", "finished"]


def test_jobs_wait_in_line_and_can_leave_it(registry):
    start_endless(registry, A)
    assert registry.submit(B, count_to(1)).ahead == 1
    assert registry.submit(C, count_to(1)).ahead == 2
    registry.leave(B)
    assert registry.attach(B).state == "cancelled"
    assert (registry.attach(C).state, registry.attach(C).ahead) == ("queued", 1)
    registry.leave(A)
    assert ended(registry, C).state == "finished"
    assert kinds(registry.events(B)) == []


def test_a_killed_worker_fails_its_job_and_no_other(registry):
    start_endless(registry, A)
    registry.submit(B, count_to(1))
    os.kill(registry.events(A)[1]["pid"], signal.SIGKILL)
    assert ended(registry, A).state == "failed"
    assert registry.events(A)[-1]["reason"] == "worker.died"
    assert ended(registry, B).state == "finished"
    registry.submit(A, count_to(1))
    assert ended(registry, A).state == "finished"


def build(pieces):
    """Return work that leaves a file in pieces, as a training its model, and tells its process."""

    def work(folder):
        for done in range(1, pieces + 1):
            with (folder / "result.txt").open("a") as file:
                file.write(f"{done}\n")
            time.sleep(0.002)
            yield {"kind": "count", "done": done, "pid": os.getpid()}

    return work


def test_kills_at_ten_random_moments_leave_no_half_run_and_the_queue_goes_on(worker, tmp_path):
    registry = Registry("test", tmp_path, by(worker))
    rng = np.random.default_rng(5)
    pieces = 40
    whole = "".join(f"{done}\n" for done in range(1, pieces + 1))
    keys = [f"{number:064x}" for number in range(10)]
    for key in keys:
        registry.submit(key, build(pieces))
    for key, moment in zip(keys, rng.integers(2, pieces + 2, len(keys)), strict=True):
        wait_until(
            lambda key=key, n=moment: (
                len(registry.events(key)) >= n or not registry.attach(key).live
            )
        )
        if registry.attach(key).state != "failed":  # by the kill that was meant for the one before
            os.kill(registry.events(key)[1]["pid"], signal.SIGKILL)
        state = ended(registry, key).state
        assert state in ("failed", "finished")
        assert (tmp_path / key).exists() == (state == "finished")
    for key in keys:
        registry.submit(key, build(pieces))
    for key in keys:
        assert ended(registry, key).state == "finished"
        assert (tmp_path / key / "result.txt").read_text() == whole
        assert kinds(registry.events(key)) == ["started"] + ["count"] * pieces + ["finished"]


def hang(folder):
    """Work that gives no sign of life after its first event."""
    yield {"kind": "pid", "pid": os.getpid()}
    time.sleep(600)


def watched(worker, tmp_path, **patience):
    return Registry("test", tmp_path / "runs", Watched(lambda: worker, **patience))


def start_hanging(registry, key):
    registry.submit(key, hang)
    wait_until(lambda: len(registry.events(key)) > 1)
    return registry.events(key)[1]["pid"]


@pytest.mark.parametrize("stands_still", [False, True])
def test_a_cancelled_job_ends_soon_though_it_tells_nothing(worker, tmp_path, stands_still):
    registry = watched(worker, tmp_path)
    pid = start_hanging(registry, A)
    if stands_still:
        os.kill(pid, signal.SIGSTOP)
    registry.submit(B, count_to(1))
    registry.leave(A)
    assert ended(registry, A).state == "cancelled"
    assert kinds(registry.events(A)) == ["started", "pid", "cancelled"]
    assert ended(registry, B).state == "finished"


def test_nobody_waits_two_seconds_for_the_end_of_a_job():
    assert ENDING + 2 * LOOK < 2


def test_a_cancelled_job_that_can_end_by_itself_costs_no_process(worker, tmp_path):
    registry = watched(worker, tmp_path)
    start_endless(registry, A)
    pid = registry.events(A)[1]["pid"]
    registry.leave(A)
    assert ended(registry, A).state == "cancelled"
    assert result(worker.submit(os.getpid)) == pid


def test_a_job_that_is_wanted_again_is_not_ended(worker, tmp_path):
    def work(folder):
        yield {"kind": "count"}
        while not (folder / "go").exists():
            time.sleep(0.01)

    registry = watched(worker, tmp_path, ending=1.0)
    registry.submit(A, work)
    wait_until(lambda: len(registry.events(A)) > 1)
    began = time.monotonic()
    registry.leave(A)
    registry.submit(A, work)
    wait_until(lambda: time.monotonic() - began > 1.5)
    (registry.attach(A).folder / "go").touch()
    assert ended(registry, A).state == "finished"


def test_a_job_that_tells_nothing_for_long_fails_in_words_and_no_other(worker, tmp_path):
    registry = watched(worker, tmp_path, silence=1.0)
    start_hanging(registry, A)
    registry.submit(B, count_to(1))
    assert ended(registry, A).state == "failed"
    assert registry.events(A)[-1]["reason"] == "worker.silent"
    assert ended(registry, B).state == "finished"


def test_a_job_may_wait_for_the_process_as_long_as_it_must(worker, tmp_path):
    registry = watched(worker, tmp_path, silence=0.6)
    other = worker.submit(time.sleep, 1.5)
    registry.submit(A, count_to(1))
    assert ended(registry, A).state == "finished"
    assert result(other) is None


def test_who_looks_at_a_job_while_the_state_does_not_answer_ends_nothing(
    worker, tmp_path, monkeypatch
):
    folder = JobFolder(tmp_path, A, "test")
    folder.reset()
    find, failures = job_line.find, iter([StateError("state.full", "full")])

    def failing(*entry):
        for error in failures:
            raise error
        return find(*entry)

    monkeypatch.setattr(job_line, "find", failing)
    job_line.ask("test", A, "ann")
    Watched(lambda: worker)(folder, slow)
    assert folder.final.is_dir()


def slow(folder):
    time.sleep(0.6)
    yield {"kind": "count"}


def test_the_end_of_the_server_is_no_failure_of_a_hanging_job(tmp_path, own_state):
    worker = WorkerProcess()
    registry = watched(worker, tmp_path)
    start_hanging(registry, A)
    worker.shutdown()
    registry.submit(B, count_to(1))
    assert ended(registry, B).state == "finished"
    assert job_line.find("test", A).state == "running"  # the next server begins it again
    worker.shutdown()


def test_a_job_that_takes_too_much_memory_fails_in_words_and_no_other(tmp_path):
    def work(folder):
        taken = b"1" * (500 * 2**20)
        while taken:
            yield {"kind": "count"}
            time.sleep(0.01)

    with worker_process(memory=400 * 2**20) as worker:
        registry = Registry("test", tmp_path, by(worker))
        registry.submit(A, work)
        registry.submit(B, count_to(1))
        assert ended(registry, A).state == "failed"
        assert registry.events(A)[-1]["reason"] == "worker.memory"
        assert ended(registry, B).state == "finished"


def test_jobs_keep_a_note_until_they_end_and_are_told_in_their_order(registry):
    registry.submit(A, endless(), {"photos": "가"})
    registry.submit(B, count_to(1), {"photos": 3})
    assert registry.live() == (A, B)
    assert [registry.note(key) for key in (A, B, C)] == [{"photos": "가"}, {"photos": 3}, None]
    registry.leave(A)
    assert ended(registry, A).state == "cancelled"
    wait_until(lambda: registry.noted() == [B])
    assert registry.note(A) is None
    assert ended(registry, B).state == "finished"
    wait_until(lambda: registry.live() == ())  # what lies there counts before the line knows
    assert registry.note(B) is None


def test_a_refusal_keeps_its_name_and_values(registry):
    def work(folder):
        yield {"kind": "count"}
        raise ConvScopeError("photo.odd", "photo {number} is odd", number=3)

    registry.submit(A, work)
    assert ended(registry, A).state == "failed"
    event = registry.events(A)[-1]
    assert (event["kind"], event["reason"], event["values"], event["message"]) == (
        "failed",
        "photo.odd",
        {"number": 3},
        "photo 3 is odd",
    )


def test_a_restarted_server_finds_what_there_is_and_goes_on(worker, tmp_path):
    def first_only(folder, work):
        if folder.key != A:
            raise WorkerStoppedError("worker.stopped", "the worker process was stopped")
        by(worker)(folder, work)

    stopping = Registry("test", tmp_path / "runs", first_only, at_once=2)
    stopping.submit(A, count_to(1))
    ended(stopping, A)
    stopping.submit(B, count_to(1), {"number": 3}, "ann")
    stopping.submit(C, count_to(1), {"number": 1}, "bo")
    wait_until(lambda: all(stopping.attach(key).state == "running" for key in (B, C)))
    restarted = Registry(
        "test", tmp_path / "runs", by(worker), lambda key, note: count_to(note["number"])
    )
    assert restarted.attach(A).state == "finished"
    assert kinds(restarted.events(A)) == ["started", "count", "finished"]
    assert restarted.waits(B, "ann")
    assert restarted.waits(C, "bo")
    restarted.recover()
    assert ended(restarted, B).state == "finished"
    assert kinds(restarted.events(B)) == ["started", *["count"] * 3, "finished"]
    assert ended(restarted, C).state == "finished"


def test_what_ends_the_server_time_and_again_is_given_up(registry, worker, tmp_path):
    def stop(folder, work):
        raise WorkerStoppedError("worker.stopped", "the worker process was stopped")

    stopping = Registry("test", tmp_path / "runs", stop, lambda key, note: count_to(1))
    stopping.submit(A, count_to(1))
    wait_until(lambda: stopping.attach(A).state == "running")
    stopping.recover()
    wait_until(lambda: job_line.find("test", A).attempts == 2)
    stopping.recover()
    assert stopping.attach(A).state == "interrupted"
    assert "failed" not in kinds(stopping.events(A))


def test_what_cannot_be_made_again_is_interrupted(tmp_path, worker):
    job_line.ask("test", A, "ann", {"number": 3})  # by an earlier server
    registry = Registry("test", tmp_path / "runs", by(worker))
    registry.recover()
    assert ended(registry, A).state == "interrupted"


def test_a_run_ends_with_its_last_asker(registry):
    start_endless(registry, A)
    registry.submit(A, endless(), reader="ann")
    registry.leave(A)
    told = len(registry.events(A))
    wait_until(lambda: len(registry.events(A)) > told + 2)
    assert registry.attach(A).state == "running"
    registry.leave(A, "bo")  # who never asked for it
    assert registry.waits(A, "ann")
    registry.leave(A, "ann")
    assert ended(registry, A).state == "cancelled"


def test_readers_are_served_in_turn_and_may_have_so_many_waiting(tmp_path):
    hold, served = threading.Event(), []

    def perform(folder, work):
        hold.wait(10)
        served.append(folder.key)

    registry = Registry("test", tmp_path / "runs", perform, most=2)
    keys = [f"{number:064x}" for number in range(5)]
    registry.submit(keys[0], count_to(1), reader="ann")
    wait_until(lambda: registry.attach(keys[0]).state == "running")
    registry.submit(keys[1], count_to(1), reader="ann")
    registry.submit(keys[2], count_to(1), reader="ann")
    with pytest.raises(QueueError):
        registry.submit(keys[3], count_to(1), reader="ann")
    assert registry.submit(keys[4], count_to(1), reader="bo").ahead == 1
    hold.set()
    wait_until(lambda: len(served) == 4)
    assert served == [keys[0], keys[4], keys[1], keys[2]]


def test_a_state_that_does_not_answer_for_a_moment_stops_no_queue(registry, monkeypatch):
    begin, failures = job_line.begin, iter([StateError("state.full", "full")])

    def failing(kind):
        for error in failures:
            raise error
        return begin(kind)

    monkeypatch.setattr(job_line, "begin", failing)
    registry.submit(A, count_to(1))
    assert ended(registry, A).state == "finished"


def test_any_error_of_the_work_fails_its_job_and_no_other(tmp_path):
    def hurt(folder):
        yield {"kind": "count"}
        raise OSError("no room")

    registry = Registry("test", tmp_path, JobFolder.perform)
    registry.submit(A, hurt)
    registry.submit(B, count_to(1))
    assert ended(registry, B).state == "finished"
    assert registry.attach(A).state == "failed"
    event = registry.events(A)[-1]
    assert event["reason"] == "worker.failed"
    assert "OSError: no room" in event["message"]


def test_what_the_package_offers_is_done_in_the_training_worker():
    key = "e" * 64
    try:
        jobs.submit(key, build(1))
        wait_until(lambda: not jobs.attach(key).live)
        job = jobs.attach(key)
        assert (job.state, job.folder.parent.name) == ("finished", "runs")
        worker = result(workers.training().submit(os.getpid))
        assert jobs.events(key)[1]["pid"] == worker != os.getpid()
    finally:
        workers.shutdown()
        shutil.rmtree(jobs.attach(key).folder, ignore_errors=True)


@pytest.mark.parametrize(
    "key", ["", "short", "../../etc/passwd", "A" * 64, "a" * 65, "a" * 64 + "\n"]
)
def test_no_path_can_be_made_of_a_key(tmp_path, key):
    registry = Registry("test", tmp_path, JobFolder.perform)
    for ask in (registry.attach, registry.leave, registry.events):
        with pytest.raises(ValueError, match="hexadecimal"):
            ask(key)
    with pytest.raises(ValueError, match="hexadecimal"):
        registry.submit(key, count_to(1))


def test_a_damaged_log_is_read_as_far_as_it_is_one(registry):
    registry.submit(A, count_to(2))
    log = ended(registry, A).folder / "events.jsonl"
    whole = log.read_bytes()
    log.write_bytes(
        b'{"kind": "cou' + b"\n[]\n3\n" + whole + b'{"kind": 7}\n\xff\xfe\n' + whole[:9]
    )
    assert kinds(registry.events(A)) == ["started", "count", "count", "finished"]
    log.unlink()
    assert read_log(log) == []


def test_how_a_job_ended_is_not_lost_while_the_disk_is_full(own_state, monkeypatch):
    """The disk is full for the work, and still is when that shall be told."""
    monkeypatch.setattr(job_registry, "PAUSE", 0.01)
    refused = []

    def on_a_full_disk(call):
        def refuse_at_first(*args):
            if refused.count(call.__name__) < 2:
                refused.append(call.__name__)
                raise OSError(28, "No space left on device")
            call(*args)

        return refuse_at_first

    def perform(folder, work):
        if folder.key == A:
            monkeypatch.setattr(job_events, "add", on_a_full_disk(job_events.add))
            monkeypatch.setattr(job_line, "end", on_a_full_disk(job_line.end))
            raise OSError(28, "No space left on device")
        folder.perform(work)

    registry = Registry("test", own_state / "runs", perform)
    registry.submit(A, count_to(1))
    registry.submit(B, count_to(1))
    assert ended(registry, B).state == "finished"
    assert registry.attach(A).state == "failed"
    assert kinds(registry.events(A)) == ["failed"]
    assert refused == ["add", "add", "end", "end"]


def test_a_folder_that_cannot_be_made_anew_fails_its_job_and_no_other(own_state, monkeypatch):
    reset = JobFolder.reset

    def broken(folder):
        if folder.key == A:
            raise OSError(5, "Input/output error")
        reset(folder)

    monkeypatch.setattr(JobFolder, "reset", broken)
    registry = Registry("test", own_state / "runs", JobFolder.perform)
    registry.submit(A, count_to(1))
    registry.submit(B, count_to(1))
    assert ended(registry, B).state == "finished"
    assert registry.attach(A).state == "failed"
