"""What changes while people work, in one database; what is finished lies in files named by hash."""

from core.host.state import job_events, job_line, published, readers
from core.host.state.database import Database, StateError, close, database
from core.host.state.job_line import QueuedJob, QueueError
from core.host.state.kept_room import Limits, PublishingError
from core.host.state.published import PublishedSet

__all__ = [
    "Database",
    "Limits",
    "PublishedSet",
    "PublishingError",
    "QueueError",
    "QueuedJob",
    "StateError",
    "close",
    "database",
    "job_events",
    "job_line",
    "published",
    "readers",
]
