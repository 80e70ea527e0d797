"""What changes while people work, in one database; what is finished lies in files named by hash."""

from core.host.state import events, paces, queue, readers, sets
from core.host.state.database import Database, StateError, close, database
from core.host.state.queue import Entry, QueueError

__all__ = [
    "Database",
    "Entry",
    "QueueError",
    "StateError",
    "close",
    "database",
    "events",
    "paces",
    "queue",
    "readers",
    "sets",
]
