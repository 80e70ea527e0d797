"""Finished runs on disk: read back, and taken home."""

from core.training.stored import kept_runs, take_home
from core.training.stored.exports import Exports, shared_exports
from core.training.stored.runs import Run, RunError, load_run

__all__ = ["Exports", "Run", "RunError", "kept_runs", "load_run", "shared_exports", "take_home"]
