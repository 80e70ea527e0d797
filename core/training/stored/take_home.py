"""The model files of finished runs, made when they are first asked for and kept on disk."""

import zipfile
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from core.host import files, settings
from core.jobs import KEY
from core.networks import Classifier
from core.training.stored import portable
from core.training.stored.runs import load_run

VERSION = 1  # of the files: change it when they are made in another way
MOST_BYTES = 2**30  # of all files together: about 30 of VGG16


@dataclass(frozen=True)
class FileBegun:
    """The run is loaded, and its file is written from now on."""

    kind: ClassVar[str] = "file_begun"


def find(key: str, kind: str) -> Path | None:
    """Return the file of a run if it has been made and is whole.

    Parameters
    ----------
    key
        See `core.training.run.run_key`.
    kind
        ``"keras"`` or ``"tflite"``.
    """
    return _made().read(_name(key, kind), _CHECKS[kind]) if KEY.fullmatch(key) else None


def make(key: str, kind: str) -> Generator[FileBegun, None, Path]:
    """Make the file of a finished run, and return it; see `find`.

    What was not asked for longest gives way to it.

    Raises
    ------
    core.training.stored.runs.RunError
        ``run.missing``.
    """
    classifier = load_run(key)
    yield FileBegun()
    made, name = _made(), _name(key, kind)
    target = made.write(name, lambda path: _WRITERS[kind](classifier, path))
    made.trim(spare={name})
    return target


def _made() -> files.Cache:
    return files.Cache(settings.data_folder() / "take_home", MOST_BYTES)


def _name(key: str, kind: str) -> str:
    return f"{key}-{VERSION}.{kind}"


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
