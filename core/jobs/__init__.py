"""Long work: one run for equal keys, its folder, its events, and the processes that do it."""

from core.jobs import event_log, typed_json, workers
from core.jobs.call import Call
from core.jobs.event_log import Cancelled, Failed, Finished, Started
from core.jobs.folder import KEY, PARTIAL, JobFolder, Work
from core.jobs.registry import (
    SERVER,
    Job,
    Perform,
    Registry,
    attach,
    leave,
    let_go_by,
    live,
    note,
    noted,
    recover,
    remade_by,
    submit,
    waits,
)
from core.jobs.registry import events_of as events
from core.jobs.turns import WithdrawnError
from core.jobs.watched import Watched
from core.jobs.worker_outcome import WorkerError, WorkerStoppedError

__all__ = [
    "KEY",
    "PARTIAL",
    "SERVER",
    "Call",
    "Cancelled",
    "Failed",
    "Finished",
    "Job",
    "JobFolder",
    "Perform",
    "Registry",
    "Started",
    "Watched",
    "WithdrawnError",
    "Work",
    "WorkerError",
    "WorkerStoppedError",
    "attach",
    "event_log",
    "events",
    "leave",
    "let_go_by",
    "live",
    "note",
    "noted",
    "recover",
    "remade_by",
    "submit",
    "typed_json",
    "waits",
    "workers",
]
