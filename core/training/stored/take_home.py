"""The model files of finished runs, made when they are first asked for and kept on disk."""

import os
from collections.abc import Callable
from pathlib import Path

from core.host import disk, settings
from core.jobs import KEY
from core.networks import Classifier
from core.training.stored import portable
from core.training.stored.runs import load_run

VERSION = 1  # of the files: change it when they are made in another way
MOST_BYTES = 2**30  # of all files together: about 30 of VGG16


def model_file(key: str, kind: str) -> Path:
    """Return the file of a finished run; what was not asked for longest gives way to it.

    Parameters
    ----------
    key
        See `core.training.run.run_key`.
    kind
        ``"keras"`` or ``"tflite"``.

    Raises
    ------
    core.training.stored.runs.RunError
        ``run.missing``.
    """
    folder = settings.data_folder() / "take_home"
    target = folder / f"{key}-{VERSION}.{kind}"
    if KEY.fullmatch(key) and target.exists():
        target.touch()
        return target
    write = _WRITERS[kind]
    classifier = load_run(key)
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{os.getpid()}.partial.{kind}"
    write(classifier, partial)
    partial.replace(target)
    disk.trim(folder, MOST_BYTES, {target})
    return target


def _write_keras(classifier: Classifier, target: Path) -> None:
    portable.save_keras(portable.whole(classifier), target)


def _write_tflite(classifier: Classifier, target: Path) -> None:
    target.write_bytes(portable.to_tflite(portable.of_training_size(classifier)))


_WRITERS: dict[str, Callable[[Classifier, Path], None]] = {
    "keras": _write_keras,
    "tflite": _write_tflite,
}
