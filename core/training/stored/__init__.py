"""Finished runs on disk: read back, and taken home."""

from core.training.stored import kept_runs
from core.training.stored.runs import Run, RunError, load_run
from core.training.stored.take_home import model_file

__all__ = ["Run", "RunError", "kept_runs", "load_run", "model_file"]
