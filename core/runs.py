"""Stored runs: the trained head, its settings and its figures in one folder.

VGG16's own weights (60 MB) are not stored with each run: the network is put together at loading.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core import settings, vgg16
from core.classifier import Classifier
from core.dataset import Dataset
from core.errors import ConvScopeError
from core.job_folder import JobFolder
from core.training_config import TrainingConfig

if TYPE_CHECKING:
    import keras


class RunError(ConvScopeError):
    """A run that is not there (`run.missing`)."""


def save_run(
    folder: Path, config: TrainingConfig, dataset: Dataset, head: "keras.Model", result: dict
) -> None:
    """Write ``config.json`` (settings, class names), ``metrics.json`` and ``head.keras``."""
    config_and_classes = {"class_names": dataset.class_names, **asdict(config)}
    _write(folder / "config.json", config_and_classes)
    _write(folder / "metrics.json", result)
    head.save(folder / "head.keras")


def load_run(key: str, root: Path | None = None) -> Classifier:
    """Return the classifier that a finished run has trained.

    Its network is one functional model: VGG16's convolutions, global average pooling, the head.

    Parameters
    ----------
    key
        See `core.training.run_key`.
    root
        Folder of the runs; of the data folder by default.

    Raises
    ------
    RunError
        When there is no finished run of this name.
    """
    folder = JobFolder(root or settings.data_folder() / "runs", key).final
    if not folder.is_dir():
        raise RunError("run.missing", "there is no finished training run of this name")
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    size = config["image_size"]
    return Classifier(
        network=_assemble(folder / "head.keras", size),
        preprocess=lambda image: vgg16.preprocess(image, size),
        class_names=tuple(config["class_names"]),
        layers=vgg16.CONVOLUTIONS,
    )


def _assemble(head_file: Path, image_size: int) -> "keras.Model":
    import keras

    base = vgg16.network("imagenet", image_size)
    head = keras.saving.load_model(head_file, compile=False)
    x = keras.layers.GlobalAveragePooling2D(name="global_pooling")(base.output)
    for layer in head.layers[1:]:  # copied one by one: the graph is flat, each layer used once
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    return keras.Model(base.input, x, name="run")


def _write(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
