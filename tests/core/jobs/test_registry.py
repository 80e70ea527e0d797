"""Jobs in a real worker process; their work is cheap."""

import json
import os
import shutil
import signal
import threading
import time

import numpy as np
import pytest

from core import jobs
from core.errors import ConvScopeError
from core.host import settings
from core.jobs import workers
from core.jobs.event_log import EventReader, append
from core.jobs.folder import JobFolder
from core.jobs.registry import Registry
from core.jobs.worker_process import WorkerProcess, WorkerStoppedError, result
from tests.support.waiting import wait_until

A, B, C = "a" * 64, "b" * 64, "c" * 64


@pytest.fixture(scope="module")
def worker():
    process = WorkerProcess()
    yield process
    process.shutdown()


@pytest.fixture
def registry(worker, tmp_path):
    registry = Registry(tmp_path / "runs", by(worker))
    yield registry
    for path in (tmp_path / "runs").glob("*.partial"):
        registry.cancel(path.stem)
    for path in (tmp_path / "runs").glob("*"):
        wait_until(lambda path=path: not registry.attach(path.stem).live)


def by(worker):
    """Return the function with which a registry has its jobs done in a worker process."""
    return lambda folder, work: result(worker.submit(folder.perform, work))


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


def ended(registry, key):
    wait_until(lambda: not registry.attach(key).live)
    return registry.attach(key)


def start_endless(registry, key):
    registry.submit(key, endless())
    wait_until(lambda: len(registry.events(key)) > 1)


def kinds(registry, key):
    return [event["kind"] for event in registry.events(key)]


def test_a_job_reports_and_leaves_its_results(registry, tmp_path):
    assert registry.attach(A) is None
    registry.submit(A, count_to(2))
    job = ended(registry, A)
    assert job.state == "finished"
    assert job.folder == tmp_path / "runs" / A
    assert (job.folder / "result.txt").read_text() == "done"
    assert kinds(registry, A) == ["started", "count", "count", "finished"]
    assert [event["done"] for event in registry.events(A, since=1)[:2]] == [1, 2]
    assert not job.folder.with_suffix(".partial").exists()


def test_equal_keys_meet_in_one_run(registry, tmp_path):
    log = tmp_path / "runs.txt"

    def work(folder):
        with log.open("a") as file:
            file.write("run\n")
        yield {"kind": "count"}

    barrier = threading.Barrier(30)

    def press():
        barrier.wait()
        registry.submit(A, work)

    threads = [threading.Thread(target=press) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended(registry, A).state == "finished"
    assert registry.submit(A, work).state == "finished"
    assert log.read_text() == "run\n"


def test_a_running_job_is_cancelled_at_its_next_event(registry):
    start_endless(registry, A)
    assert registry.attach(A).state == "running"
    registry.cancel(A)
    assert ended(registry, A).state == "cancelled"
    assert kinds(registry, A)[-1] == "cancelled"
    registry.submit(A, count_to(1))
    assert ended(registry, A).state == "finished"
    assert kinds(registry, A) == ["started", "count", "finished"]


def test_jobs_wait_in_line_and_can_leave_it(registry):
    start_endless(registry, A)
    assert registry.submit(B, count_to(1)).ahead == 1
    assert registry.submit(C, count_to(1)).ahead == 2
    registry.cancel(B)
    assert registry.attach(B).state == "cancelled"
    assert (registry.attach(C).state, registry.attach(C).ahead) == ("queued", 1)
    registry.cancel(A)
    assert ended(registry, C).state == "finished"
    assert kinds(registry, B) == ["cancelled"]


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
    registry = Registry(tmp_path, by(worker))
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
        assert kinds(registry, key) == ["started"] + ["count"] * pieces + ["finished"]


def test_a_job_that_takes_too_much_memory_fails_in_words_and_no_other(tmp_path):
    worker = WorkerProcess(memory=400 * 2**20)

    def work(folder):
        taken = b"1" * (500 * 2**20)
        while taken:
            yield {"kind": "count"}
            time.sleep(0.01)

    registry = Registry(tmp_path, by(worker))
    registry.submit(A, work)
    registry.submit(B, count_to(1))
    assert ended(registry, A).state == "failed"
    assert registry.events(A)[-1]["reason"] == "worker.memory"
    assert ended(registry, B).state == "finished"
    worker.shutdown()


def test_jobs_keep_a_note_until_they_finish_and_are_told_in_their_order(registry):
    registry.submit(A, endless(), {"photos": "가"})
    registry.submit(B, count_to(1), {"photos": 3})
    assert registry.live() == (A, B)
    assert [registry.note(key) for key in (A, B, C)] == [{"photos": "가"}, {"photos": 3}, None]
    registry.cancel(A)
    assert ended(registry, A).state == "cancelled"
    assert registry.note(A) == {"photos": "가"}
    assert ended(registry, B).state == "finished"
    assert registry.note(B) is None
    assert registry.live() == ()


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


def test_a_restarted_server_finds_what_there_is(registry, worker, tmp_path):
    registry.submit(A, count_to(1))
    ended(registry, A)
    start_endless(registry, B)
    restarted = Registry(tmp_path / "runs", by(worker))
    assert restarted.attach(A).state == "finished"
    assert kinds(restarted, A) == ["started", "count", "finished"]
    assert restarted.attach(B).state == "interrupted"
    assert restarted.attach(C) is None
    registry.cancel(B)
    ended(registry, B)
    assert restarted.attach(B).state == "cancelled"


def test_a_stopping_server_leaves_interrupted_jobs(tmp_path):
    worker = WorkerProcess()
    registry = Registry(tmp_path, by(worker))
    start_endless(registry, A)
    registry.submit(B, count_to(1))
    worker.shutdown()
    assert ended(registry, A).state == "interrupted"
    assert ended(registry, B).state == "interrupted"
    assert "failed" not in kinds(registry, A) + kinds(registry, B)


def test_a_stop_leaves_even_the_queue_of_several_threads_interrupted(tmp_path):
    stopping = threading.Event()

    def stop(folder, work):
        stopping.wait()
        raise WorkerStoppedError("worker.stopped", "the worker process was stopped")

    registry = Registry(tmp_path, stop, at_once=2)
    for key in (A, B, C):
        registry.submit(key, count_to(1))
    stopping.set()
    assert [ended(registry, key).state for key in (A, B, C)] == ["interrupted"] * 3


def test_any_error_of_the_work_fails_its_job_and_no_other(tmp_path):
    def hurt(folder):
        yield {"kind": "count"}
        raise OSError("no room")

    registry = Registry(tmp_path, JobFolder.perform)
    registry.submit(A, hurt)
    registry.submit(B, count_to(1))
    assert ended(registry, B).state == "finished"
    assert registry.attach(A).state == "failed"
    event = registry.events(A)[-1]
    assert event["reason"] == "worker.failed"
    assert "OSError: no room" in event["message"]


def test_what_the_package_offers_are_the_jobs_of_the_data_folder_in_the_training_worker():
    folder = settings.data_folder() / "runs" / ("e" * 64)
    try:
        jobs.submit(folder.name, build(1))
        wait_until(lambda: not jobs.attach(folder.name).live)
        assert (jobs.attach(folder.name).state, jobs.attach(folder.name).folder) == (
            "finished",
            folder,
        )
        worker = result(workers.submit_training(os.getpid))
        assert jobs.events(folder.name)[1]["pid"] == worker != os.getpid()
    finally:
        workers.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(
    "key", ["", "short", "../../etc/passwd", "A" * 64, "a" * 65, "a" * 64 + "\n"]
)
def test_no_path_can_be_made_of_a_key(tmp_path, key):
    registry = Registry(tmp_path, JobFolder.perform)
    for ask in (registry.attach, registry.cancel, registry.events):
        with pytest.raises(ValueError, match="hexadecimal"):
            ask(key)
    with pytest.raises(ValueError, match="hexadecimal"):
        registry.submit(key, count_to(1))


def test_a_reader_follows_a_file_that_grows_and_moves(tmp_path):
    first, second = tmp_path / "second.jsonl", tmp_path / "first.jsonl"
    reader = EventReader(second, first)
    assert reader.read() == []
    append(first, {"kind": "가"})
    append(first, {"kind": "b"})
    assert [event["kind"] for event in reader.read(since=1)] == ["b"]
    first.rename(second)
    line = json.dumps({"kind": "c"})
    with second.open("a") as file:
        file.write(line)
    assert len(reader.read()) == 2  # the line is not whole yet
    with second.open("a") as file:
        file.write("\n")
    assert [event["kind"] for event in reader.read()] == ["가", "b", "c"]
