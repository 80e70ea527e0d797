"""Folders that are made before they are listed: no sweep takes them for what nobody wants."""

import threading
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.host import files


class Claims:
    """Who is making which folder of a server; safe to share between threads.

    Between the first file of a folder and the line in the state that names it the folder looks like
    one that a killed server has left. Whoever makes one holds its name meanwhile. A killed server
    holds nothing any more, so what it left goes at once.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._held: Counter[str] = Counter()

    @contextmanager
    def hold(self, name: str) -> Iterator[None]:
        """Keep the folder of this name, which need not be there, until the block has listed it."""
        with self._lock:
            self._held[name] += 1
        try:
            yield
        finally:
            with self._lock:
                self._held[name] -= 1

    def remove_unlisted(
        self, folders: Iterable[Path], listed: Callable[[], Container[str]]
    ) -> None:
        """Remove those folders that nobody holds, and that are not among what is listed now.

        What stands behind a dot belongs to no name: ``<key>.partial`` is the folder of a key, too.
        Nobody begins to hold one meanwhile.
        """
        with self._lock:
            names = listed()
            for folder in folders:
                if not self._held[folder.stem] and folder.stem not in names:
                    files.remove(folder)
