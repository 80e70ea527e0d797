"""How many finished runs are kept: those that nobody has opened for longest give way."""

from collections.abc import Iterator, Set
from pathlib import Path

from core import jobs
from core.host import files, settings
from core.host.state import readers
from core.jobs import PARTIAL

REMEMBERED = "runs"  # the name by which the state keeps the keys of a reader's own runs


def opened(folder: Path) -> None:
    """Count a run as used now."""
    _runs(folder.parent).use(folder.name)


def trim(spare: Set[str] = frozenset()) -> None:
    """Remove runs until they take no more than the host gives (`core.host.settings.runs_bytes`).

    What runs or waits stays, and so do the folders named in `spare`; a run that a reader remembers
    as their own goes only when there are no others.
    """
    live = jobs.live()
    partial = {key + PARTIAL for key in live}
    _runs(settings.data_folder() / "runs").trim({*spare, *live, *partial}, last=_remembered())


def sweep() -> None:
    """Remove what was left half done, and what is more than the host gives."""
    root = settings.data_folder() / "runs"
    for folder in root.glob(f"*{PARTIAL}"):
        if folder.name.removesuffix(PARTIAL) not in jobs.live():
            files.remove(folder)
    files.remove_abandoned(root)
    trim()


def _runs(root: Path) -> files.Cache:
    return files.Cache(root, settings.runs_bytes(), _folders)


def _folders(root: Path) -> Iterator[Path]:
    return root.glob("*/")


def _remembered() -> set[str]:
    lists = readers.recall_all(REMEMBERED)
    return {key for keys in lists if isinstance(keys, list) for key in keys}
