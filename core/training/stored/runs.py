"""Stored runs: what was trained, its settings and its figures in one folder.

VGG16's frozen weights are not stored with each run: the network is put together at loading.
"""

import contextlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from core.errors import ConvScopeError
from core.host import files, json_text, settings
from core.jobs import KEY, JobFolder, event_log, typed_json
from core.networks import Classifier, vgg16
from core.training.config import TrainingConfig
from core.training.events import EpochEnded, Event, Finished, Result, epochs_of, of_log
from core.training.judging.calibration import Calibration
from core.training.judging.familiarity import FILE, Familiarity
from core.training.judging.verdict import Judge
from core.training.methods.fitting import Trained
from core.training.stored import kept_runs

if TYPE_CHECKING:
    import keras

T = TypeVar("T")

UNREADABLE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile)
"""What reading a damaged file may raise."""


class RunError(ConvScopeError):
    """A run that is not there (`run.missing`); a damaged one is none.

    One whose figures can be read looks sound until what was trained is opened. It is put aside
    then, so that it can be trained again.
    """


@dataclass(frozen=True)
class Run:
    """A finished training: the only reader and the only writer of its folder.

    ``config.json`` has the settings that mattered, ``class_names``, ``dataset`` and ``frozen``,
    ``metrics.json`` the result, ``events.jsonl`` what the job told, ``trained.keras`` the layers
    that were trained, and ``familiarity.npz`` what they know of the photos that they learnt from.

    Attributes
    ----------
    key
        See `core.training.run.run_key`.
    config
        How it was trained; settings that meant nothing to its method are as usual.
    class_names
        One a class, in the order of the outputs.
    dataset
        Fingerprint of the photos, see `core.datasets.Dataset`.
    frozen
        The layer of VGG16 that ``trained.keras`` goes on from, or None.
    result
        What came of it.
    folder
        Where it is.
    events
        What was told, from `Started` to `Finished`.
    """

    key: str
    config: TrainingConfig
    class_names: tuple[str, ...]
    dataset: str
    frozen: str | None
    result: Result
    folder: Path
    events: tuple[Event, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def read(cls, key: str, root: Path | None = None) -> "Run":
        """Return a finished run; it is read once, because its folder's name says what is in it.

        Parameters
        ----------
        root
            Folder of the runs; of the data folder by default.

        Raises
        ------
        RunError
            When there is none of this name, or when what is read back is damaged.
        """
        folder = JobFolder(root or settings.data_folder() / "runs", key).final
        if not folder.is_dir():
            raise _missing()
        kept_runs.opened(folder)
        return _read(folder, _finished(folder))

    @classmethod
    def find(cls, key: str, root: Path | None = None) -> "Run | None":
        """Return a finished run as `read` does, or None."""
        try:
            return cls.read(key, root)
        except RunError:
            return None

    @classmethod
    def latest(cls, count: int, root: Path) -> list["Run"]:
        """Return those of the `count` runs that finished last which can be read, newest first.

        To look at them so counts as no use.
        """
        folders = [path for path in root.glob("*/") if KEY.fullmatch(path.name)]
        found = []
        for folder in sorted(folders, key=_finished, reverse=True)[:count]:
            with contextlib.suppress(RunError):  # damaged, or removed meanwhile
                found.append(_read(folder, _finished(folder)))
        return found

    def save(self, trained: Trained) -> None:
        """Write the run into its folder, which has the log of its job already."""
        photos = {"class_names": self.class_names, "dataset": self.dataset, "frozen": self.frozen}
        _write(self.folder / "config.json", {**photos, **self.config.relevant()})
        _write(self.folder / "metrics.json", event_log.content(self.result))
        trained.model.save(self.folder / "trained.keras")
        trained.familiarity.save(self.folder)

    def epochs(self) -> list[EpochEnded]:
        """Return the events of its epochs."""
        return epochs_of(self.events)

    @cached_property
    def judge(self) -> Judge:
        """When to believe it, by its validation photos.

        Raises
        ------
        RunError
            When that part of it is damaged.
        """
        known = self._opened(FILE, lambda path: Familiarity.load(path.parent))
        return Judge(Calibration.of(self.result.validation.predictions), known)

    def classifier(self) -> Classifier:
        """Return what was trained, from photos to class probabilities.

        Its network is one functional model from photos to softmax: VGG16's frozen layers, if it
        has any, and what was trained.

        Raises
        ------
        RunError
            When that part of it is damaged.
        core.host.assets.AssetError
            When VGG16's weights are missing.
        """
        trained, size = self._trained(), self.config.image_size
        if self.config.method == "scratch":
            return replace(Classifier.of(trained), class_names=self.class_names)
        return Classifier(
            network=_after_frozen(self.frozen, size, trained) if self.frozen else trained,
            preprocess=lambda image: vgg16.preprocess(image, size),
            class_names=self.class_names,
            layers=vgg16.CONVOLUTIONS,
        )

    def _trained(self) -> "keras.Model":
        import keras

        def load(path: Path) -> keras.Model:
            model = keras.saving.load_model(path, compile=False)
            if not isinstance(model, keras.Model):
                raise ValueError("no model is in it")
            return model

        return self._opened("trained.keras", load)

    def _opened(self, name: str, load: Callable[[Path], T]) -> T:
        """Return what `load` makes of an archive in the folder; a damaged one ends the run."""
        path = self.folder / name
        try:
            zipfile.ZipFile(path).close()  # says why it cannot be read, which Keras does not
            return load(path)
        except UNREADABLE as error:
            files.put_aside(self.folder, error)
            raise _missing() from error


def load_run(key: str, root: Path | None = None) -> Classifier:
    """Return the classifier that a finished run has trained, see `Run.read`, `Run.classifier`."""
    return Run.read(key, root).classifier()


@dataclass(frozen=True)
class _Photos:
    """What ``config.json`` says of the photos, beside the settings."""

    class_names: tuple[str, ...]
    dataset: str
    frozen: str | None


@lru_cache(maxsize=128)  # a picture of some of these is drawn every second
def _read(folder: Path, _finished: float) -> Run:
    """Return the run in a folder, another one when it was put aside and trained again."""
    try:
        config, metrics = (_parsed(folder / name) for name in ("config.json", "metrics.json"))
        photos, result = typed_json.of_json(_Photos, config), typed_json.of_json(Result, metrics)
        chosen = TrainingConfig.of(config)
        told = of_log(event_log.read_log(folder / "events.jsonl"))
    except UNREADABLE as error:
        raise _missing() from error
    if not told or not isinstance(told[-1], Finished):
        raise _missing()
    return Run(folder.name, chosen, **vars(photos), result=result, folder=folder, events=(*told,))


def _finished(folder: Path) -> float:
    """Return when a run finished: its folder is touched whenever it is opened."""
    try:
        return (folder / "metrics.json").stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _missing() -> RunError:
    return RunError("run.missing", "there is no finished training run of this name")


def _after_frozen(frozen: str, image_size: int, trained: "keras.Model") -> "keras.Model":
    import keras

    base = vgg16.network("imagenet", image_size)
    x = base.get_layer(frozen).output
    if len(trained.input_shape) == 2:
        x = keras.layers.GlobalAveragePooling2D(name="global_pooling")(x)
    for layer in trained.layers[1:]:  # copied one by one: the graph is flat, each layer used once
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    return keras.Model(base.input, x, name="run")


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def _parsed(path: Path) -> dict[str, Any]:
    said = json_text.parsed(path.read_text(encoding="utf-8"))
    return typed_json.of_json(dict[str, object], said)
