"""The folder of one job: ``<key>.partial`` until its work has finished, then ``<key>``.

A killed process therefore leaves nothing half done, and a finished job is found after a restart.
"""

import contextlib
import json
import re
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from core.jobs.event_log import Cancelled, Finished, LoggedEvent, Started, append

Work = Callable[[Path], Generator[LoggedEvent, None, object]]
"""Picklable generator function of the folder to write in. Its events are what JSON can hold;
between two of them it can be cancelled."""

KEY = re.compile("[0-9a-f]{8,64}")


@dataclass(frozen=True)
class JobFolder:
    """Where a job writes; `key` is 8 to 64 lowercase hexadecimal digits (ValueError)."""

    root: Path
    key: str

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
        return self.root / f"{self.key}.partial"

    @property
    def logs(self) -> tuple[Path, Path]:
        """Where the events may be."""
        return self.final / "events.jsonl", self.partial / "events.jsonl"

    @property
    def _note(self) -> Path:
        return self.partial / "note.json"

    @property
    def _stop_flag(self) -> Path:
        return self.partial / "stop"

    def reset(self, note: dict | None = None) -> None:
        """Make a partial folder with nothing but a note in it, if there is one."""
        shutil.rmtree(self.partial, ignore_errors=True)
        self.partial.mkdir(parents=True)
        if note is not None:
            self._note.write_text(json.dumps(note), encoding="utf-8")

    def note(self) -> dict | None:
        """Return the note of an unfinished job; None when there is none that can be read."""
        try:
            return json.loads(self._note.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def append(self, event: LoggedEvent) -> None:
        """Add an event to the unfinished job."""
        append(self.partial / "events.jsonl", event)

    def request_stop(self) -> None:
        """Ask the process that does the work to stop at its next event."""
        with contextlib.suppress(FileNotFoundError):  # it finished a moment ago
            self._stop_flag.touch()

    def perform(self, work: Work) -> None:
        """Do the work, here and now; its events are written as they come."""
        self.append(Started())
        with contextlib.closing(work(self.partial)) as events:
            for event in events:
                self.append(event)
                if self._stop_flag.exists():
                    self.append(Cancelled())
                    return
        self._note.unlink(missing_ok=True)
        self.append(Finished())
        self.partial.rename(self.final)
