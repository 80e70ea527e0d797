"""Jobs and the processes that do them."""

from contextlib import contextmanager

from core.jobs.inside import Manners
from core.jobs.worker_outcome import result
from core.jobs.worker_process import WorkerProcess
from tests.support.waiting import wait_until


@contextmanager
def worker_process(**manners):
    """Give a worker process, which ends with the block."""
    process = WorkerProcess(Manners(**manners))
    try:
        yield process
    finally:
        process.shutdown()


def by(worker):
    """Return the function with which a registry has its jobs done in a worker process."""
    return lambda folder, work: result(worker.submit(folder.perform, work))


def ended(registry, key, seconds=60):
    """Return a job once it has ended."""
    wait_until(lambda: not registry.attach(key).live, seconds)
    return registry.attach(key)


def kinds(events):
    """Return what kinds of events these are."""
    return [event["kind"] for event in events]
