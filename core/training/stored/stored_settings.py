"""The settings of a stored run, as they were asked for."""

from collections.abc import Mapping
from dataclasses import fields

from core.augmentation import Augmentation
from core.training.config import TrainingConfig


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
