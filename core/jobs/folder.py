"""The folder of one job: ``<key>.partial`` until its work has finished, then ``<key>``.

A killed process therefore leaves nothing half done, and a finished job is found after a restart.
"""

import contextlib
import re
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from core.host import disk, files
from core.host.state import job_events, job_line
from core.jobs.event_log import Cancelled, Finished, LoggedEvent, Started, entry, write_log

Work = Callable[[Path], Generator[LoggedEvent, None, object]]
"""Picklable generator function of the folder to write in. Its events are what JSON can hold;
between two of them it can be cancelled."""

KEY = re.compile("[0-9a-f]{8,64}")
LOG = "events.jsonl"
PARTIAL = ".partial"  # ends the name of the folder of a job that has not finished


@dataclass(frozen=True)
class JobFolder:
    """Where a job writes; `key` is 8 to 64 lowercase hexadecimal digits (ValueError).

    `kind` is its line in the state.
    """

    root: Path
    key: str
    kind: str = "train"

    def __post_init__(self):
        if not KEY.fullmatch(self.key):
            raise ValueError(f"a job's key is 8 to 64 hexadecimal digits, got {self.key!r}")

    @property
    def final(self) -> Path:
        """The folder of a finished job."""
        return self.root / self.key

    @property
    def partial(self) -> Path:
        """The folder of a job that has not finished."""
        return self.root / f"{self.key}{PARTIAL}"

    @property
    def log(self) -> Path:
        """The events of a finished job."""
        return self.final / LOG

    def reset(self) -> None:
        """Begin anew: nothing is done, nothing told."""
        shutil.rmtree(self.partial, ignore_errors=True)
        with disk.in_words():
            self.partial.mkdir(parents=True)
        job_events.drop(self.kind, self.key)

    def tell(self, event: LoggedEvent) -> None:
        """Add an event to those of the job."""
        job_events.add(self.kind, self.key, entry(event))

    def perform(self, work: Work) -> None:
        """Do the work, here and now; its events are told as they come."""
        self.tell(Started())
        with contextlib.closing(work(self.partial)) as told:
            for event in told:
                self.tell(event)
                if self.nobody_waits():
                    self.tell(Cancelled())
                    return
        self.tell(Finished())
        write_log(self.partial / LOG, self.events())
        files.settle(self.partial, self.final)
        job_events.drop(self.kind, self.key)

    def events(self, since: int = 0) -> list[dict]:
        """Return what an unfinished job has told, from an event's number on."""
        return job_events.since(self.kind, self.key, since)

    def nobody_waits(self) -> bool:
        """Whether the job is to end because its last asker has left."""
        asked = job_line.find(self.kind, self.key)
        return asked is not None and asked.stop
