"""Long work: one run for equal keys, its folder, its events, and the processes that do it."""

from core.jobs import workers
from core.jobs.folder import KEY, JobFolder, Work
from core.jobs.registry import Job, Registry, attach, cancel, events, live, note, submit
from core.jobs.worker_process import WorkerError

__all__ = [
    "KEY",
    "Job",
    "JobFolder",
    "Registry",
    "Work",
    "WorkerError",
    "attach",
    "cancel",
    "events",
    "live",
    "note",
    "submit",
    "workers",
]
