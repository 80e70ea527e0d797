"""Stored runs: what was trained, its settings and its figures in one folder.

VGG16's frozen weights are not stored with each run: the network is put together at loading.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.augmentation import Augmentation
from core.datasets import Dataset
from core.errors import ConvScopeError
from core.host import settings
from core.jobs import JobFolder
from core.networks import Classifier, vgg16
from core.training.config import TrainingConfig
from core.training.fitting import Trained

if TYPE_CHECKING:
    import keras


class RunError(ConvScopeError):
    """A run that is not there (`run.missing`)."""


def save_run(
    folder: Path, config: TrainingConfig, dataset: Dataset, trained: Trained, result: dict
) -> None:
    """Write ``config.json``, ``metrics.json``, ``trained.keras`` and ``familiarity.npz``.

    ``config.json`` holds the settings that mattered, ``class_names``, ``dataset`` (fingerprint)
    and ``frozen`` (see `core.training.fitting.Trained`).
    """
    photos = {"class_names": dataset.class_names, "dataset": dataset.fingerprint}
    _write(folder / "config.json", {**photos, "frozen": trained.frozen, **config.relevant()})
    _write(folder / "metrics.json", result)
    trained.model.save(folder / "trained.keras")
    trained.familiarity.save(folder)


def load_run(key: str, root: Path | None = None) -> Classifier:
    """Return the classifier that a finished run has trained.

    Its network is one functional model from photos to softmax: VGG16's frozen layers, if it has
    any, and what was trained.

    Parameters
    ----------
    key
        See `core.training.run.run_key`.
    root
        Folder of the runs; of the data folder by default.

    Raises
    ------
    RunError
        When there is no finished run of this name.
    """
    import keras

    folder = JobFolder(root or settings.data_folder() / "runs", key).final
    if not folder.is_dir():
        raise RunError("run.missing", "there is no finished training run of this name")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    trained = keras.saving.load_model(folder / "trained.keras", compile=False)
    class_names, size = tuple(config["class_names"]), config["image_size"]
    if config["method"] == "scratch":
        return replace(Classifier.of(trained), class_names=class_names)
    frozen = config["frozen"]
    return Classifier(
        network=_after_frozen(frozen, size, trained) if frozen else trained,
        preprocess=lambda image: vgg16.preprocess(image, size),
        class_names=class_names,
        layers=vgg16.CONVOLUTIONS,
    )


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


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def restored(config: Mapping) -> TrainingConfig:
    """Return the settings of a run's ``config.json`` (see `core.training.stored.runs.save_run`).

    What meant nothing to its method was not stored, and is as usual.
    """
    known = {field.name for field in fields(TrainingConfig)}
    settings = {name: value for name, value in config.items() if name in known}
    if "augmentation" in settings:
        settings["augmentation"] = _augmentation(settings["augmentation"])
    return TrainingConfig(**settings)


def _augmentation(stored: Mapping) -> Augmentation:
    """JSON has lists where there were pairs."""
    pairs = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
    return Augmentation(**stored | pairs)
