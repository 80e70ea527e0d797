"""The model files of finished runs, made when they are first asked for and kept on disk."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from core.host import files, settings
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
    made = files.Cache(settings.data_folder() / "take_home", MOST_BYTES)
    name = f"{key}-{VERSION}.{kind}"
    there = made.read(name, _CHECKS[kind]) if KEY.fullmatch(key) else None
    if there is not None:
        return there
    classifier = load_run(key)
    target = made.write(name, lambda path: _WRITERS[kind](classifier, path))
    made.trim(spare={name})
    return target


def _whole_keras(path: Path) -> Path:
    """Return the path of an archive that is whole; `ValueError` for any other file."""
    try:
        with zipfile.ZipFile(path) as archive:
            archive.getinfo("config.json")
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError("no model is in it") from error
    return path


def _whole_tflite(path: Path) -> Path:
    """Return the path of a file that begins as TensorFlow Lite's do; `ValueError` for others."""
    with path.open("rb") as file:
        if file.read(8)[4:] != b"TFL3":
            raise ValueError("no model is in it")
    return path


def _write_keras(classifier: Classifier, target: Path) -> None:
    portable.save_keras(portable.whole(classifier), target)


def _write_tflite(classifier: Classifier, target: Path) -> None:
    target.write_bytes(portable.to_tflite(portable.of_training_size(classifier)))


_WRITERS: dict[str, Callable[[Classifier, Path], None]] = {
    "keras": _write_keras,
    "tflite": _write_tflite,
}
_CHECKS: dict[str, Callable[[Path], Path]] = {"keras": _whole_keras, "tflite": _whole_tflite}
