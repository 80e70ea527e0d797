"""Long work: one run for equal keys, its folder, its events, and the processes that do it."""

from core.jobs import event_log, typed_json, workers
from core.jobs.event_log import Cancelled, Failed, Finished, Started
from core.jobs.folder import KEY, JobFolder, Work
from core.jobs.registry import Job, Registry, attach, cancel, events, live, note, submit
from core.jobs.worker_process import WorkerError

__all__ = [
    "KEY",
    "Cancelled",
    "Failed",
    "Finished",
    "Job",
    "JobFolder",
    "Registry",
    "Started",
    "Work",
    "WorkerError",
    "attach",
    "cancel",
    "event_log",
    "events",
    "live",
    "note",
    "submit",
    "typed_json",
    "workers",
]
