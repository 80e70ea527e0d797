"""What the host decides by environment variables and what its machine has, read when asked."""

import math
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONTAINER_LIMIT = Path("/sys/fs/cgroup/memory.max")  # of Linux's control groups, version 2


def data_folder() -> Path:
    """Return the folder of runs, photos and cached features (``CONVSCOPE_DATA``)."""
    return Path(os.environ.get("CONVSCOPE_DATA") or ROOT / ".convscope")


def database() -> str:
    """Return the address of the database of the state (``CONVSCOPE_DATABASE``).

    As SQLAlchemy takes it, ``postgresql+psycopg://user:secret@host/name``; none means a SQLite
    file in the data folder.
    """
    return os.environ.get("CONVSCOPE_DATABASE", "")


def shared_worker() -> bool:
    """Return whether one process computes and trains (``CONVSCOPE_WORKERS=1``, small machines)."""
    return os.environ.get("CONVSCOPE_WORKERS") == "1"


def spare_bytes() -> int:
    """Return what collecting leaves free on the disk (``CONVSCOPE_SPARE_MB``, 1024)."""
    return _megabytes("CONVSCOPE_SPARE_MB", 1024)


def session_bytes() -> int:
    """Return what a browser session may keep of photos (``CONVSCOPE_SESSION_MB``, 150)."""
    return _megabytes("CONVSCOPE_SESSION_MB", 150)


def workshop_bytes() -> int:
    """Return what all published sets may have together (``CONVSCOPE_WORKSHOP_MB``, 1024)."""
    return _megabytes("CONVSCOPE_WORKSHOP_MB", 1024)


def upload_bytes() -> int:
    """Return what may lie in memory of uploads not yet taken in (``CONVSCOPE_UPLOADS_MB``).

    When not set 1 GB, on a small machine at most 20 % of its memory.
    """
    there = memory_bytes() or math.inf
    return _megabytes("CONVSCOPE_UPLOADS_MB", min(1024, 0.2 * there / 2**20))


def runs_bytes() -> int:
    """Return what finished trainings may take on the disk (``CONVSCOPE_RUNS_MB``, 4096)."""
    return _megabytes("CONVSCOPE_RUNS_MB", 4096)


def training_bytes() -> int:
    """Return the memory that a training may take (``CONVSCOPE_TRAINING_MB``).

    When not set 3 GB, on a small machine at most 60 % of its memory.
    """
    there = memory_bytes() or math.inf
    return _megabytes("CONVSCOPE_TRAINING_MB", min(3072, 0.6 * there / 2**20))


def inference_bytes() -> int:
    """Return the memory that the process that answers may take (``CONVSCOPE_INFERENCE_MB``).

    When not set 2 GB, on a small machine at most half of its memory.
    """
    there = memory_bytes() or math.inf
    return _megabytes("CONVSCOPE_INFERENCE_MB", min(2048, 0.5 * there / 2**20))


def memory_bytes() -> int | None:
    """Return the memory of the machine or of the container, None where the system does not tell."""
    try:
        physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None
    try:
        return min(physical, int(CONTAINER_LIMIT.read_text(encoding="ascii")))
    except (OSError, ValueError):  # no limit is told as "max"
        return physical


def crawl_seconds() -> float:
    """Return how long a crawl is kept after it was last asked for (``CONVSCOPE_CRAWL_DAYS``, 7)."""
    return _number("CONVSCOPE_CRAWL_DAYS", 7) * 24 * 3600


def keep_seconds() -> float:
    """Return how long readers are kept after they were here (``CONVSCOPE_KEEP_HOURS``, 12)."""
    return _number("CONVSCOPE_KEEP_HOURS", 12) * 3600


def frame_ancestors() -> str:
    """Return which sites may show the app in a frame (``CONVSCOPE_FRAME_ANCESTORS``).

    As the header takes it: ``'self' https://learning.example.org``; only our own when not set.

    Raises
    ------
    ValueError
        When it could end the header or begin another rule.
    """
    told = os.environ.get("CONVSCOPE_FRAME_ANCESTORS") or "'self'"
    if not told.isascii() or not told.isprintable() or set(told) & set(";,"):
        raise ValueError(f"CONVSCOPE_FRAME_ANCESTORS must be a list of sites, got {told!r}")
    return told


def contact() -> str:
    """Return the host's address for the User-Agent of crawls (``CONVSCOPE_CONTACT``)."""
    return os.environ.get("CONVSCOPE_CONTACT", "")


def openverse_key() -> str:
    """Return the token of the Openverse API (``CONVSCOPE_OPENVERSE_KEY``).

    Streamlit makes environment variables of its secrets when it starts, so it may be one of these.
    """
    return os.environ.get("CONVSCOPE_OPENVERSE_KEY", "")


def mirror() -> str:
    """Return the address that answers for all sources of photos (``CONVSCOPE_MIRROR``)."""
    return os.environ.get("CONVSCOPE_MIRROR", "")


def sources() -> set[str] | None:
    """Return the sources of photos to offer (``CONVSCOPE_SOURCES``, a list with commas).

    ``none`` means none; not set means all, which is None here.
    """
    listed = os.environ.get("CONVSCOPE_SOURCES", "")
    return {word.strip().lower() for word in listed.split(",")} if listed.strip() else None


def check() -> None:
    """Read every setting once; ValueError, which names it, for one that is none."""
    for read in (
        spare_bytes,
        session_bytes,
        workshop_bytes,
        upload_bytes,
        runs_bytes,
        training_bytes,
        inference_bytes,
        crawl_seconds,
        keep_seconds,
        frame_ancestors,
    ):
        read()


def _megabytes(name: str, usual: float) -> int:
    return int(_number(name, usual) * 2**20)


def _number(name: str, usual: float) -> float:
    """Return a number above 0 from the environment; ValueError on anything else."""
    text = os.environ.get(name) or str(usual)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise ValueError(f"{name} must be a number above 0, got {text!r}")
    return number
