"""The stylesheet of what a module draws as HTML."""

from functools import cache
from pathlib import Path


@cache
def stylesheet(module: str) -> str:
    """Return ``<name>.css`` beside a Python module, given by its ``__file__``, as HTML."""
    return f"<style>\n{Path(module).with_suffix('.css').read_text('utf-8')}</style>"
