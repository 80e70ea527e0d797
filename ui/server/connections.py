"""Connections that say nothing are closed, so that there is room for those who ask.

uvicorn waits for ever for a first request. Streamlit starts it, has no option for this, and gives
nobody its configuration, so `close_silent_ones` looks for that and changes the protocol in it.
"""

import asyncio
import gc
from collections import OrderedDict

from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol

SILENT_SECONDS = 10.0  # until a first request has begun
SPARE_FILES = 200  # of those that a process may open: files of the app, the database, workers

_silent: "OrderedDict[PatientProtocol, None]" = OrderedDict()  # the longest silent first


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, with an end to the waiting for a first request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, but not for ever; beyond the limit the longest silent one goes."""
        super().connection_made(transport)
        _silent[self] = None
        self._end = self.loop.call_later(SILENT_SECONDS, self._give_up)
        if len(self.connections) > most():
            next(iter(_silent))._give_up()

    def data_received(self, data: bytes) -> None:
        """Take in data; once a request has begun it is no longer silent."""
        super().data_received(data)
        if self.cycle is not None or self._has_left():
            self._is_heard()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of the connection."""
        self._is_heard()
        super().connection_lost(exc)

    def _is_heard(self) -> None:
        self._end.cancel()
        _silent.pop(self, None)

    def _has_left(self) -> bool:
        """Whether the connection is a websocket's now."""
        return self.transport.get_protocol() is not self

    def _give_up(self) -> None:
        self._is_heard()
        self.transport.close()


def most() -> int:
    """Return how many connections leave enough files for all else."""
    try:
        import resource  # not on Windows
    except ImportError:
        return 1000
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(100, soft - SPARE_FILES)


def allow_many() -> None:
    """Let this process open as many files as the system allows it: each connection is one."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def close_silent_ones() -> None:
    """Let the uvicorn of this process close connections that say nothing, from now on."""
    for found in gc.get_objects():
        if type(found) is Config:
            found.http_protocol_class = PatientProtocol
