"""A job's events as lines of JSON: written by one process, followed by many sessions."""

import json
import threading
import time
from pathlib import Path


def append(path: Path, event: dict) -> None:
    """Add `event` to the file at `path` with the time, in seconds since 1970."""
    line = json.dumps({"time": round(time.time(), 3), **event}, ensure_ascii=False, default=str)
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
