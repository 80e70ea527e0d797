"""What the host decides by environment variables, read when asked so that tests can change it."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def data_folder() -> Path:
    """Return the folder of runs, photos and cached features (``CONVSCOPE_DATA``)."""
    return Path(os.environ.get("CONVSCOPE_DATA") or ROOT / ".convscope")


def shared_worker() -> bool:
    """Return whether one process computes and trains (``CONVSCOPE_WORKERS=1``, small machines)."""
    return os.environ.get("CONVSCOPE_WORKERS") == "1"
