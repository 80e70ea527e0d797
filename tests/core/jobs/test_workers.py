"""Real processes; the functions they run are cheap ones of the standard library."""

import contextlib
import math
import operator
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from loky.process_executor import BrokenProcessPool

from core.errors import ConvScopeError
from core.host.settings import ROOT
from core.jobs import inside, workers
from core.jobs.inside import MEMORY_EXIT, Manners
from core.jobs.worker_outcome import WorkerError, result
from core.jobs.worker_process import WorkerProcess
from tests.support.jobs import worker_process
from tests.support.refusals import reason
from tests.support.threads import at_once
from tests.support.waiting import wait_until

pytestmark = pytest.mark.slow  # real processes, or many pages


@pytest.fixture(scope="module")
def worker():
    with worker_process() as process:
        yield process


@pytest.fixture
def named_workers(monkeypatch):
    workers.shutdown()
    yield monkeypatch
    workers.shutdown()


def worker_processes():
    """Return the ids of loky's processes below this one."""
    found = set()
    for child in psutil.Process().children():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if "loky.backend.popen_loky_posix" in child.cmdline():
                found.add(child.pid)
    return found


def gone(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def busy_then_killed(worker):
    """Return the future of a call whose process was killed in the middle of it."""
    pid = result(worker.submit(os.getpid))
    future = worker.submit(time.sleep, 60)
    wait_until(future.running)
    os.kill(pid, signal.SIGKILL)
    return future


def test_calls_run_in_another_process_which_stays(worker):
    first, second = (result(worker.submit(os.getpid)) for _ in range(2))
    assert first == second != os.getpid()


def test_a_killed_process_is_named_and_the_next_call_works(worker):
    future = busy_then_killed(worker)
    waiting = worker.submit(math.sqrt, 9)
    assert reason(result, future) == "worker.died"
    assert result(waiting) == 3  # it had not begun


def test_five_who_wait_lose_nothing_by_the_death_of_the_process(worker):
    pid = result(worker.submit(os.getpid))
    running, *waiting = [worker.submit(time.sleep, seconds) for seconds in (60, *[0.01] * 5)]
    wait_until(running.running)
    os.kill(pid, signal.SIGKILL)
    assert [result(future, 60) for future in waiting] == [None] * 5


def test_many_threads_meet_in_one_fresh_process(worker):
    assert reason(result, busy_then_killed(worker)) == "worker.died"
    assert len(set(at_once(lambda number: result(worker.submit(os.getpid)), 8))) == 1


def test_a_process_killed_while_idle_is_replaced(worker):
    pid = result(worker.submit(os.getpid))
    os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(WorkerError):  # a call within the same millisecond fails with it
        result(worker.submit(os.getpid))
    assert result(worker.submit(os.getpid)) != pid


def test_errors_are_told_in_words(worker):
    def refuse():
        raise ConvScopeError("image.odd", "the side is {side}", side=7)

    def exhaust():
        raise MemoryError

    def exhaust_gpu():
        raise type("ResourceExhaustedError", (Exception,), {})

    assert reason(result, worker.submit(exhaust)) == "worker.memory"
    assert reason(result, worker.submit(exhaust_gpu)) == "worker.memory"
    with pytest.raises(WorkerError, match="ZeroDivisionError: division by zero"):
        result(worker.submit(operator.truediv, 1, 0))
    with pytest.raises(ConvScopeError, match="the side is 7") as refused:
        result(worker.submit(refuse))
    assert refused.value.reason == "image.odd"
    assert refused.value.values == {"side": 7}


def test_what_does_not_pickle_is_a_failure_and_not_a_crash(worker):
    assert reason(result, worker.submit(id, threading.Lock())) == "worker.failed"
    assert reason(result, worker.submit(threading.Lock)) in ("worker.failed", "worker.died")
    assert result(worker.submit(math.sqrt, 4)) == 2


def test_a_call_that_takes_too_long_is_given_up(worker):
    slow = worker.submit(time.sleep, 0.5)
    assert reason(result, slow, timeout=0.05) == "worker.busy"
    assert result(worker.submit(math.sqrt, 4)) == 2


def test_shutdown_ends_the_running_call_and_the_process():
    worker = WorkerProcess()
    pid = result(worker.submit(os.getpid))
    future = worker.submit(time.sleep, 60)
    wait_until(future.running)
    worker.shutdown()
    assert reason(result, future) == "worker.stopped"
    assert gone(pid)


def test_loky_still_tells_exit_codes_in_its_message():
    """Fails loudly when a new loky words it otherwise: see `worker_process._has_exited`."""
    worker = WorkerProcess()
    try:
        future = worker.submit(os._exit, MEMORY_EXIT)
        broken = future.exception(20)
        assert isinstance(broken, BrokenProcessPool)
        assert f"EXIT({MEMORY_EXIT})" in str(broken)
        assert reason(result, future) == "worker.memory"
        assert reason(result, worker.submit(os._exit, MEMORY_EXIT + 1)) == "worker.died"
    finally:
        worker.shutdown()


def test_a_call_has_its_time_from_when_it_begins(worker):
    first = worker.submit_within(60, time.sleep, 2.5)
    second = worker.submit_within(2, math.sqrt, 9)
    assert (result(first), result(second)) == (None, 3)


def test_a_process_that_stands_still_is_replaced_though_nobody_comes(worker):
    pid = result(worker.submit(os.getpid))
    os.kill(pid, signal.SIGSTOP)
    hanging, waiting = worker.submit_within(0.2, math.sqrt, 4), worker.submit(os.getpid)
    assert reason(result, hanging, timeout=60) == "worker.died"
    assert result(waiting) != pid
    assert gone(pid)


def test_a_call_that_is_given_up_leaves_the_line_or_ends_with_its_process(worker):
    pid = result(worker.submit(os.getpid))
    running = worker.submit(time.sleep, 60)
    waiting, last = worker.submit(os.getpid), worker.submit(os.getpid)
    worker.give_up(waiting)
    assert waiting.cancelled()
    worker.give_up(running)
    assert reason(result, running) == "worker.died"
    assert result(last) != pid
    worker.give_up(last)  # it has ended: nothing is killed for it
    assert result(worker.submit(os.getpid)) == result(last)


def test_niceness_is_lower_priority():
    with worker_process(niceness=5) as worker:
        assert result(worker.submit(os.nice, 0)) == os.nice(0) + 5


@pytest.mark.skipif(sys.platform != "linux", reason="Linux lets one choose how it schedules")
def test_a_training_gets_its_share_of_cores_that_are_always_busy(named_workers):
    policy = result(workers.training().submit(os.sched_getscheduler, 0))
    assert policy == os.SCHED_OTHER  # SCHED_IDLE was starved by two busy loops on two cores


@pytest.mark.skipif(sys.platform != "linux", reason="Linux ends processes by a score")
def test_workers_are_ended_before_the_server_when_memory_is_short(named_workers):
    score = Path("/proc/self/oom_score_adj")
    trained = result(workers.training().submit(score.read_text))
    answered = workers.call("a", score.read_text)
    assert int(score.read_text()) < int(answered) < int(trained)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process takes is read from /proc")
def test_an_answer_that_takes_too_much_memory_fails_in_words(named_workers):
    named_workers.setenv("CONVSCOPE_INFERENCE_MB", "300")

    take = "[b'1' * (400 * 2**20), __import__('time').sleep(60)]"
    assert reason(workers.call, "a", eval, take) == "worker.memory"
    assert workers.call("a", math.sqrt, 9) == 3


def test_what_the_system_refuses_keeps_no_worker_away():
    def refuse(niceness):
        raise PermissionError(1, "Operation not permitted")

    def prepared():
        os.nice, nice = refuse, os.nice
        try:
            inside.prepare(os.getppid(), Manners(niceness=5, oom_score=800))
        finally:
            os.nice = nice
        return "ready"

    with worker_process() as worker:
        assert result(worker.submit(prepared)) == "ready"


def test_a_process_that_is_only_lent_ends_when_nobody_needs_it():
    worker = WorkerProcess(idle=0.2)
    try:
        pid = result(worker.submit(os.getpid))
        wait_until(lambda: gone(pid))
        assert result(worker.submit(os.getpid)) != pid
    finally:
        worker.shutdown()


def test_the_door_takes_the_function_itself(named_workers):
    assert workers.call("a", math.sqrt, 9) == 3
    assert workers.call("a", os.getpid) == result(workers.submit("b", os.getpid)) != os.getpid()


def test_training_has_a_process_of_its_own_unless_one_must_do(named_workers):
    others = worker_processes()
    training = result(workers.training().submit(os.getpid))
    assert worker_processes() - others == {training}  # the other one is not needed yet
    inference = workers.call("a", os.getpid)
    assert worker_processes() - others == {training, inference}
    assert training != inference
    workers.shutdown()
    assert worker_processes() <= others
    named_workers.setenv("CONVSCOPE_WORKERS", "1")
    assert result(workers.training().submit(os.getpid)) == workers.call("a", os.getpid)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_nobody_waits_for_an_answer_that_hangs(named_workers, processes):
    named_workers.setenv("CONVSCOPE_WORKERS", processes)
    assert workers.Workers().crew().inference.longest < workers.PATIENCE


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory there")
def test_a_call_that_asks_for_too_much_memory_is_refused_and_the_process_stays():
    with worker_process(address_space=800 * 2**20) as worker:
        pid = result(worker.submit(os.getpid))
        assert reason(result, worker.submit(bytearray, 2**30)) == "worker.memory"
        assert result(worker.submit(os.getpid)) == pid


def test_so_many_pictures_are_decoded_at_a_time(named_workers):
    others = worker_processes()
    busy = [workers.decode(f"{n}", "tab", time.sleep, 60 + n) for n in range(workers.DECODERS)]
    waiting = workers.decode("c", "tab", math.sqrt, 9)
    wait_until(lambda: len(worker_processes() - others) == workers.DECODERS)
    assert not waiting.done()
    workers.shutdown()
    assert {reason(result, each) for each in (*busy, waiting)} == {"worker.stopped"}


def test_the_tabs_of_one_reader_wait_beside_each_other(named_workers):
    named_workers.setenv("CONVSCOPE_WORKERS", "1")  # one line for all
    workers.decode("b", "tab", time.sleep, 60)
    first, other, newer = (
        workers.decode("c", tab, math.sqrt, number)
        for tab, number in (("1", 1), ("2", 4), ("1", 9))
    )
    assert reason(result, first) == "worker.withdrawn"
    assert not other.done()
    assert not newer.done()


def test_what_is_decoded_has_a_limit_of_time(named_workers):
    named_workers.setattr(workers, "DECODING_SECONDS", 0.5)
    assert reason(result, workers.decode("a", "tab", time.sleep, 60)) == "worker.died"


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory there")
def test_what_is_decoded_has_a_limit_of_memory(named_workers):
    assert reason(result, workers.decode("a", "tab", bytearray, 2**30)) == "worker.memory"


def test_many_threads_meet_in_one_crew_of_workers():
    all_of_them = workers.Workers()
    assert len({id(crew) for crew in at_once(lambda number: all_of_them.crew(), 16)}) == 1


def test_the_door_itself_loads_neither_tensorflow_nor_keras():
    program = """
import sys
from core import datasets, jobs, training
from core.jobs import workers
sys.exit(bool({"tensorflow", "keras", "streamlit"} & sys.modules.keys()))
"""
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


PARENT = """
import os, sys, time
print("main runs", file=sys.stderr, flush=True)
from core.jobs.worker_outcome import result
from core.jobs.worker_process import WorkerProcess
worker = WorkerProcess()
print(result(worker.submit(os.getpid)), flush=True)
future = worker.submit(time.sleep, 60)
while not future.running():
    time.sleep(0.01)
other = WorkerProcess()
print(result(other.submit(os.getpid)), flush=True)
if sys.argv[1] == "wait":
    time.sleep(60)
"""


def start_parent(tmp_path, mode):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    return subprocess.Popen(
        [sys.executable, str(script), mode],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_process_dies_with_a_killed_parent(tmp_path):
    with start_parent(tmp_path, "wait") as parent:
        child = int(parent.stdout.readline())
        parent.kill()
        parent.wait()
        wait_until(lambda: gone(child))


def test_a_parent_ends_without_waiting_for_its_call_and_main_ran_once(tmp_path):
    with start_parent(tmp_path, "end") as parent:
        child = int(parent.stdout.readline())
        _, messages = parent.communicate(timeout=20)  # the call would take 60 s
        assert parent.returncode == 0
        assert messages.count("main runs") == 1
        assert gone(child)
