"""Model files of runs as jobs: one for all who want the same file, in a process that is only lent.

Making one takes seconds and much memory: no answer and no training waits for it.
"""

import functools
import hashlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

from core.host import disk, files, settings
from core.jobs import (
    KEY,
    PARTIAL,
    Failed,
    Job,
    Perform,
    Registry,
    Watched,
    Work,
    typed_json,
    workers,
)
from core.training.stored import take_home
from core.training.stored.runs import RunError
from core.training.stored.take_home import FileBegun

MOST_OWN = 8  # files that one reader may have waiting


class Exports:
    """The making of model files, one at a time; safe to share between threads.

    Parameters
    ----------
    root
        Folder of what is told of it; the files are kept by `core.training.stored.take_home`.
    perform
        Does the work of a job; by default in the worker process of exports.
    """

    def __init__(self, root: Path, perform: Perform | None = None):
        self._root = root
        perform = perform or Watched(workers.exporting)
        self._registry = Registry("export", root, perform, _remade, most=MOST_OWN)

    def ask(self, run: str, kind: str, who: str) -> None:
        """Let `who` wait for a file, ``"keras"`` or ``"tflite"``, of a run, unless it is there.

        Raises
        ------
        core.host.disk.SpaceError
            ``disk.full``
        core.host.state.QueueError
            ``queue.too_many_own``
        """
        if take_home.find(run, kind) is not None:
            return
        disk.require_free(self._root)
        job = self._registry.attach(_key(run, kind))
        if job is not None and job.state == "finished":
            files.remove(job.folder)  # what it made is gone
        note = {"run": run, "kind": kind}
        self._registry.submit(_key(run, kind), _work(run, kind), note, who)

    def attach(self, run: str, kind: str) -> Job | None:
        """Return the job of a file, None where there was none."""
        return self._registry.attach(_key(run, kind))

    def waits(self, run: str, kind: str, who: str) -> bool:
        """Whether `who` waits for a file."""
        return self._registry.waits(_key(run, kind), who)

    def leave(self, run: str, kind: str, who: str) -> None:
        """Wait no longer; the last to leave ends the making."""
        self._registry.leave(_key(run, kind), who)

    def has_begun(self, run: str, kind: str) -> bool:
        """Whether the run is loaded, and its file is being written."""
        told = self._registry.events(_key(run, kind))
        return any(event["kind"] == FileBegun.kind for event in told)

    def failure(self, run: str, kind: str) -> Failed | None:
        """Return why the file could not be made, if it was tried last."""
        told = self._registry.events(_key(run, kind))
        failed = told and told[-1]["kind"] == Failed.kind
        return typed_json.of_json(Failed, told[-1]) if failed else None

    def recover(self) -> None:
        """Go on with the files that an earlier server was asked for."""
        self._registry.recover()

    def sweep(self) -> None:
        """Remove what was told of files that were made long ago."""
        for folder in disk.unused(self._root, settings.keep_seconds()):
            key = folder.name.removesuffix(PARTIAL)
            job = self._registry.attach(key) if KEY.fullmatch(key) else None
            if not (job and job.live):
                files.remove(folder)


def _key(run: str, kind: str) -> str:
    """Return the key of a job: another version makes another file."""
    return hashlib.sha256(f"{run} {kind} {take_home.VERSION}".encode()).hexdigest()


def _work(run: str, kind: str) -> Work:
    return functools.partial(_make, run, kind)


def _make(run: str, kind: str, _: Path) -> Generator[FileBegun, None, Path]:
    return take_home.make(run, kind)


def _remade(_: str, note: Any) -> Work:
    try:
        return _work(str(note["run"]), str(note["kind"]))
    except (TypeError, KeyError) as error:
        raise RunError("run.missing", "there is no finished training run of this name") from error


@functools.lru_cache(maxsize=1)
def shared_exports() -> Exports:
    """Return this process's exports; what is told of them lies in the data folder."""
    return Exports(settings.data_folder() / "exports")
