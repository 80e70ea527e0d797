"""What jobs tell: their events as records, in JSON, and as the log of a job that has ended."""

import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from core.errors import ConvScopeError
from core.host import json_text
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


def entry(event: LoggedEvent) -> dict[str, Any]:
    """Return an event for JSON, with the time in seconds since 1970."""
    told = {"time": round(time.time(), 3), **content(event)}
    return json.loads(json.dumps(told, default=str))


def write_log(path: Path, events: Iterable[Mapping[str, Any]]) -> None:
    """Write the events of a job that has ended, a line of JSON each."""
    lines = "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events)
    path.write_text(lines, encoding="utf-8")


def read_log(path: Path) -> list[dict]:
    """Return the events that `write_log` wrote, oldest first; what is no event is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    read = [_parsed(line) for line in lines]
    return [event for event in read if event is not None]


def _parsed(line: str) -> dict | None:
    try:
        event = json_text.parsed(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and isinstance(event.get("kind"), str) else None
