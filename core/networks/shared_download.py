"""A download that many ask for at once: it is one job, which ends with the last who waits."""

import shutil
from pathlib import Path
from typing import Any

from core.host import files, made_once, settings
from core.jobs import Failed, Job, JobFolder, Registry, Work, typed_json
from core.networks import vgg16_imagenet
from core.networks.published_file import BytesArrived, PublishedFile


class SharedDownload:
    """The download of one file; safe to share between threads.

    Parameters
    ----------
    file
        What is wanted, and where it is kept.
    root
        Folder of what is told of the download.
    """

    def __init__(self, file: PublishedFile, root: Path):
        self._file = file
        # in a thread of ours: it waits for the network, and computes nothing but a hash
        self._registry = Registry("download", root, JobFolder.perform, self._remade)

    def ask(self, who: str) -> None:
        """Let `who` wait for the file; the download begins, or begins anew after one that failed.

        Raises
        ------
        core.host.disk.SpaceError
            See `PublishedFile.require_room`.
        """
        job = self._registry.attach(self._file.md5)
        if job is not None and job.state == "finished":
            if self._file.is_there():
                return
            shutil.rmtree(job.folder, ignore_errors=True)  # what it brought is gone
        if job is None or not job.live:
            self._file.require_room()
        self._registry.submit(self._file.md5, self._work(), reader=who)

    def attach(self) -> Job | None:
        """Return the download, None where there was none; one whose file is gone counts as none."""
        job = self._registry.attach(self._file.md5)
        gone = job is not None and job.state == "finished" and not self._file.is_there()
        return None if gone else job

    def arrived(self) -> BytesArrived:
        """Return how far the download is."""
        told = self._registry.events(self._file.md5)
        last = next((event for event in reversed(told) if event["kind"] == BytesArrived.kind), None)
        return typed_json.of_json(BytesArrived, last) if last else BytesArrived(0, self._file.size)

    def failure(self) -> Failed | None:
        """Return why the download has failed, if it has."""
        told = self._registry.events(self._file.md5)
        failed = told and told[-1]["kind"] == Failed.kind
        return typed_json.of_json(Failed, told[-1]) if failed else None

    def leave(self, who: str) -> None:
        """Wait no longer; the last to leave ends the download, of which nothing is left."""
        self._registry.leave(self._file.md5, who)

    def waits(self, who: str) -> bool:
        """Whether `who` waits for the file."""
        return self._registry.waits(self._file.md5, who)

    def recover(self) -> None:
        """Begin again what a server that is gone was downloading."""
        self._registry.recover()

    def sweep(self) -> None:
        """Remove what a killed process has left of a download."""
        files.remove_abandoned(self._file.path.parent)

    def _work(self) -> Work:
        return lambda _: self._file.fetch()

    def _remade(self, _key: str, _note: Any) -> Work:
        return self._work()


@made_once
def shared_download() -> SharedDownload:
    """Return this process's download of VGG16's classifier."""
    return SharedDownload(vgg16_imagenet.weights(), settings.data_folder() / "downloads")
