"""Finished runs on disk: read back, and taken home."""

from core.training.stored.runs import RunError, load_run, restored
from core.training.stored.take_home import model_file

__all__ = ["RunError", "load_run", "model_file", "restored"]
