"""The settings of a training run and their limits."""

from dataclasses import dataclass

from core.errors import ConvScopeError

METHODS = ("feature_extraction",)
SIZES = (96, 128, 160, 192, 224)  # pixels; multiples of 32, because VGG16 halves five times
LIMITS = {  # name: (type, smallest, largest)
    "epochs": (int, 1, 100),
    "head_units": (int, 8, 1024),
    "dropout": (float, 0.0, 0.9),
    "learning_rate": (float, 1e-5, 0.1),
    "batch_size": (int, 2, 128),
    "seed": (int, 0, 2**31 - 1),
}


class TrainingError(ConvScopeError):
    """A setting that cannot be trained with.

    `reason` is ``training.out_of_range``, ``training.unknown_method`` or ``training.image_size``.
    """


@dataclass(frozen=True)
class TrainingConfig:
    """How to train.

    Attributes
    ----------
    method
        ``"feature_extraction"``: all of VGG16's convolutions stay as ImageNet taught them.
    epochs
        Passes over the training photos, 1..100.
    head_units
        Units of the hidden dense layer, 8..1024.
    dropout
        Share of its outputs dropped while training, 0..0.9.
    learning_rate
        Of Adam, 1e-5..0.1.
    batch_size
        Photos a step, 2..128.
    image_size
        Side in pixels of the square that photos are squeezed to, one of `SIZES`.
    seed
        Of the split, the first weights, the order and the dropout.

    Raises
    ------
    TrainingError
        For a value outside these.
    """

    method: str = "feature_extraction"
    epochs: int = 20
    head_units: int = 128
    dropout: float = 0.3
    learning_rate: float = 1e-3
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
        if self.image_size not in SIZES:
            raise TrainingError(
                "training.image_size",
                "photos can be trained at {sizes} pixels, got {size}",
                size=self.image_size,
                sizes=", ".join(map(str, SIZES)),
            )
        for name, (kind, low, high) in LIMITS.items():
            object.__setattr__(self, name, _within(name, getattr(self, name), kind, low, high))


def _within(name: str, value, kind: type, low, high):
    if not low <= value <= high or (kind is int and value != int(value)):  # NaN is not within
        raise TrainingError(
            "training.out_of_range",
            "{name} must be from {low} to {high}, got {value}",
            name=name,
            value=value,
            low=low,
            high=high,
        )
    return kind(value)
