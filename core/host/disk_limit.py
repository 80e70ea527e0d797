"""A folder that is not allowed to grow: what was not used for longest goes first."""

from collections.abc import Set
from pathlib import Path


def trim(folder: Path, limit: int, spare: Set[Path] = frozenset()) -> None:
    """Delete files until the folder holds at most `limit` bytes, or none but the spared are left.

    The modification time counts as the last use: ``Path.touch`` a file when it is used.

    Parameters
    ----------
    spare
        Files that stay in any case.
    """
    files = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    excess = sum(stat.st_size for _, stat in files) - limit
    for path, stat in sorted(files, key=lambda entry: entry[1].st_mtime_ns):
        if excess <= 0:
            return
        if path not in spare:
            path.unlink()
            excess -= stat.st_size
