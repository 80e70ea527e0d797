"""The settings of a training run and their limits."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from numbers import Integral, Real
from typing import Any

from core.augmentation import LECTURE, Augmentation
from core.errors import ConvScopeError
from core.jobs import typed_json

METHODS = ("feature_extraction", "fine_tuning", "scratch")
SIZES = (96, 128, 160, 192, 224)  # pixels; multiples of 32, because VGG16 halves five times
LIMITS = {  # name: (type, smallest, largest)
    "epochs": (int, 1, 100),
    "trainable_convolutions": (int, 1, 13),
    "warm_up_epochs": (int, 0, 100),
    "head_units": (int, 8, 1024),
    "dropout": (float, 0.0, 0.9),
    "learning_rate": (float, 1e-5, 0.1),
    "fine_tuning_rate": (float, 1e-6, 0.01),
    "patience": (int, 0, 50),
    "draws": (int, 0, 8),
    "batch_size": (int, 2, 128),
    "seed": (int, 0, 2**31 - 1),
}
CHOICES = {
    "pooling": ("average", "flatten"),
    "optimizer": ("adam", "sgd", "rmsprop"),
    "class_weights": (False, True),
}
AUGMENTATIONS = {
    "lecture": LECTURE,
    "mild": Augmentation(
        rotation_range=15,
        width_shift_range=0.1,
        height_shift_range=0.1,
        shear_range=10,
        zoom_range=0.2,
        horizontal_flip=True,
    ),
}
OF_METHOD = {  # settings that mean something to one method only: the methods they belong to
    "trainable_convolutions": ("fine_tuning",),
    "warm_up_epochs": ("fine_tuning",),
    "fine_tuning_rate": ("fine_tuning",),
    "head_units": ("feature_extraction", "fine_tuning"),
    "pooling": ("feature_extraction", "fine_tuning"),
}


class TrainingError(ConvScopeError):
    """A setting that cannot be trained with.

    `reason` is ``training.out_of_range``, ``training.unknown_method``, ``training.unknown_choice``,
    ``training.image_size`` or one of `core.training.planning.cost.require_feasible`.
    """


@dataclass(frozen=True)
class TrainingConfig:
    """How to train.

    Attributes
    ----------
    method
        ``"feature_extraction"``: all of VGG16's convolutions stay as ImageNet taught them.
        ``"fine_tuning"``: the last of them are trained on. ``"scratch"``: a small network learns
        from random weights.
    epochs
        Passes over the training photos, 1..100; with fine-tuning those after the warm-up.
    trainable_convolutions
        How many of VGG16's last convolutions fine-tuning trains, 1..13: the last three are block
        5, all 13 leave nothing frozen.
    warm_up_epochs
        Passes in which the head alone learns before fine-tuning, 0..100.
    pooling
        What the head takes of VGG16's last maps: ``"average"``, the mean of each map, or
        ``"flatten"``, all their values, so that it matters where in the photo something is.
    head_units
        Units of the hidden dense layer, 8..1024.
    dropout
        Share of its outputs dropped while training, 0..0.9.
    optimizer
        ``"adam"``, ``"sgd"`` with a momentum of 0.9, or ``"rmsprop"``.
    learning_rate
        Of the head, or of all from scratch, 1e-5..0.1.
    fine_tuning_rate
        Learning rate after the warm-up, for the convolutions and the head, 1e-6..0.01.
    class_weights
        Whether errors on classes of few training photos count more, see
        `core.training.data.sets.PhotoSets.class_weights`.
    patience
        Epochs without a smaller validation loss after which training stops and the best weights
        come back, 1..50; 0 trains to the end.
    draws
        Augmented draws of each training photo, 0..8; an epoch takes the photo or one of them.
    augmentation
        What they are drawn from.
    batch_size
        Photos a step, 2..128.
    image_size
        Side in pixels of the square that photos are squeezed to, one of `SIZES`.
    seed
        Of the split, the first weights, the order and the dropout.

    Raises
    ------
    TrainingError
        For a value outside these, or of another type; a float may be a whole number.
    """

    method: str = "feature_extraction"
    epochs: int = 20
    trainable_convolutions: int = 3
    warm_up_epochs: int = 20
    pooling: str = "average"
    head_units: int = 128
    dropout: float = 0.3
    optimizer: str = "adam"
    learning_rate: float = 1e-3
    fine_tuning_rate: float = 1e-5
    class_weights: bool = False
    patience: int = 0
    draws: int = 0
    augmentation: Augmentation = LECTURE
    batch_size: int = 16
    image_size: int = 224
    seed: int = 0

    def __post_init__(self):
        if self.method not in METHODS:
            raise TrainingError(
                "training.unknown_method",
                "“{method}” is none of the methods {methods}",
                method=self.method,
                methods=", ".join(METHODS),
            )
        if type(self.image_size) is not int or self.image_size not in SIZES:
            raise TrainingError(
                "training.image_size",
                "photos can be trained at {sizes} pixels, got {size}",
                size=self.image_size,
                sizes=", ".join(map(str, SIZES)),
            )
        for name, choices in CHOICES.items():
            _require_known(name, getattr(self, name), choices)
        if not isinstance(self.augmentation, Augmentation):
            raise _unknown("augmentation", self.augmentation, AUGMENTATIONS)
        for name, (kind, low, high) in LIMITS.items():
            object.__setattr__(self, name, _within(name, getattr(self, name), kind, low, high))

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "TrainingConfig":
        """Return the settings that JSON holds; those that it does not are as usual.

        Raises
        ------
        ValueError
            When one is of another type, and what the settings themselves refuse.
        """
        return typed_json.of_json(cls, stored)

    @property
    def all_epochs(self) -> int:
        """Passes over the training photos with the warm-up, if the method has one."""
        return self.epochs + (self.warm_up_epochs if self.method == "fine_tuning" else 0)

    def relevant(self) -> dict:
        """Return the settings that mean something to this method, ready for JSON.

        Two configurations that differ in no other setting train alike.
        """
        settings = {name: value for name, value in asdict(self).items() if self._matters(name)}
        if self.draws == 0:
            del settings["augmentation"]
        return settings

    def _matters(self, name: str) -> bool:
        if name == "learning_rate" and self.method == "fine_tuning":
            return self.warm_up_epochs > 0
        return self.method in OF_METHOD.get(name, METHODS)


def _require_known(name: str, value: object, choices: tuple[str | bool, ...]) -> None:
    if type(value) is not type(choices[0]) or value not in choices:  # 1 is equal to True
        raise _unknown(name, value, choices)


def _unknown(name: str, value: object, choices: Iterable[str | bool]) -> TrainingError:
    return TrainingError(
        "training.unknown_choice",
        "{name} must be one of {choices}, got “{value}”",
        name=name,
        value=value,
        choices=", ".join(map(str, choices)),
    )


def _is_number(value: object, kind: type) -> bool:
    """Whether a value is a number of this kind; a whole float is an int, too."""
    if isinstance(value, bool) or not isinstance(value, Real):
        return False
    whole = isinstance(value, Integral) or (isinstance(value, float) and value.is_integer())
    return whole or kind is float


def _within(name: str, value: Any, kind: type, low: float, high: float) -> float:
    if not _is_number(value, kind) or not low <= value <= high:  # NaN is not within
        raise TrainingError(
            "training.out_of_range",
            "{name} must be from {low} to {high}, got {value}",
            name=name,
            value=value,
            low=low,
            high=high,
        )
    return kind(value)


RECOMMENDED = {
    "feature_extraction": TrainingConfig(),
    "fine_tuning": TrainingConfig("fine_tuning", epochs=10),
    "scratch": TrainingConfig("scratch", epochs=40, image_size=96),
}
"""Settings to start from, for each method: at most about two minutes for 180 photos."""
