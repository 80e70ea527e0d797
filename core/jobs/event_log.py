"""A job's events as lines of JSON: written by one process, followed by many sessions."""

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import Field, dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from core.errors import ConvScopeError
from core.jobs.typed_json import to_json


class EventRecord(Protocol):
    """An event as a dataclass; JSON has its fields, and which one it is as ``kind``."""

    kind: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


LoggedEvent = EventRecord | Mapping[str, Any]
"""A record, or what JSON holds of one, with its ``kind``."""


@dataclass(frozen=True)
class Started:
    """The work begins."""

    kind: ClassVar[str] = "started"


@dataclass(frozen=True)
class Finished:
    """All that was wanted is there."""

    kind: ClassVar[str] = "finished"


@dataclass(frozen=True)
class Cancelled:
    """Somebody has ended the work."""

    kind: ClassVar[str] = "cancelled"


@dataclass(frozen=True)
class Failed:
    """The work was refused, or its process died: `core.errors.ConvScopeError` in parts."""

    kind: ClassVar[str] = "failed"
    reason: str
    values: dict[str, object]
    message: str

    @classmethod
    def of(cls, error: ConvScopeError) -> "Failed":
        """Return the event of an error."""
        return cls(error.reason, error.values, str(error))

    @property
    def error(self) -> ConvScopeError:
        """The error again, for a view to say."""
        return ConvScopeError.restored(self.reason, self.message, self.values)


def content(event: LoggedEvent) -> Mapping[str, Any]:
    """Return what JSON holds of an event."""
    return event if isinstance(event, Mapping) else {"kind": event.kind, **to_json(event)}


def append(path: Path, event: LoggedEvent) -> None:
    """Add `event` to the file at `path` with the time, in seconds since 1970."""
    entry = {"time": round(time.time(), 3), **content(event)}
    line = json.dumps(entry, ensure_ascii=False, default=str)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")


class EventReader:
    """Follow a file that grows: each call reads only what is new; safe between threads.

    Parameters
    ----------
    paths
        Where the file may be, in order of search: it moves when its job finishes.
    """

    def __init__(self, *paths: Path):
        self._paths = paths
        self._events: list[dict] = []
        self._offset = 0
        self._lock = threading.Lock()

    def read(self, since: int = 0) -> list[dict]:
        """Return the events from number `since` on, oldest first."""
        with self._lock:
            lines = self._new_bytes().splitlines(keepends=True)
            for line in lines:
                if line.endswith(b"\n"):  # else the writer is in the middle of it
                    self._events.append(json.loads(line))
                    self._offset += len(line)
            return self._events[since:]

    def _new_bytes(self) -> bytes:
        for path in self._paths:
            try:
                with path.open("rb") as file:
                    file.seek(self._offset)
                    return file.read()
            except FileNotFoundError:
                continue
        return b""
