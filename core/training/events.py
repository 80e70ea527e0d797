"""What a training tells: its events as records, and its result as the last of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, get_args

from core.jobs import Cancelled, Failed, Finished, Started, typed_json


@dataclass(frozen=True)
class DeviceFound:
    """Where it will be trained: ``"CPU"``, or the name of the GPU."""

    kind: ClassVar[str] = "device"
    device: str


@dataclass(frozen=True)
class FeaturesComputed:
    """Of `total` variants of photos `done` have features, `cached` of them had these before."""

    kind: ClassVar[str] = "features"
    done: int
    total: int
    cached: int


@dataclass(frozen=True)
class MapsComputed:
    """The head has what it learns from while the convolutions wait."""

    kind: ClassVar[str] = "maps"


@dataclass(frozen=True)
class EpochEnded:
    """An epoch is over.

    Attributes
    ----------
    epoch, epochs
        Its number, from 1, and how many there will be at most.
    accuracy, loss
        Means over the epoch, dropout on.
    val_accuracy, val_loss
        Of the validation photos at its end, dropout off.
    """

    kind: ClassVar[str] = "epoch"
    epoch: int
    epochs: int
    accuracy: float
    loss: float
    val_accuracy: float
    val_loss: float


@dataclass(frozen=True)
class Unfrozen:
    """The convolutions are trained on, from this epoch on."""

    kind: ClassVar[str] = "unfrozen"
    epoch: int


@dataclass(frozen=True)
class BestRestored:
    """The weights are those after this epoch; `last` was the last one trained."""

    kind: ClassVar[str] = "best"
    epoch: int
    last: int


@dataclass(frozen=True)
class Answer:
    """What a classifier says of a photo.

    Attributes
    ----------
    hash
        Of the photo, see `core.photos.store`.
    label, predicted
        Index of its class, and of the most probable one.
    probability
        Of the latter.
    probabilities
        Of all classes.
    """

    hash: str
    label: int
    predicted: int
    probability: float
    probabilities: tuple[float, ...]


@dataclass(frozen=True)
class ClassFigures:
    """How well a class is found.

    Attributes
    ----------
    precision
        The share of the photos predicted as it that are; None where no photo is.
    recall
        The share of its photos that are predicted so; None where it has none.
    photos
        How many it has.
    """

    precision: float | None
    recall: float | None
    photos: int


@dataclass(frozen=True)
class Evaluation:
    """How good a classifier is on some photos.

    Attributes
    ----------
    accuracy
        The share of the photos that it is right about, 0..1.
    confusion
        Rows of `core.training.judging.evaluation.confusion_matrix`.
    classes
        One a class.
    predictions
        One a photo.
    """

    accuracy: float
    confusion: tuple[tuple[int, ...], ...]
    classes: tuple[ClassFigures, ...]
    predictions: tuple[Answer, ...]


@dataclass(frozen=True)
class Result:
    """What came of a training.

    Attributes
    ----------
    validation, test
        How good it is on the photos that it was steered by, and on those looked at once, with the
        final weights; None without any.
    train_photos, validation_photos, test_photos
        How many photos these parts have.
    variants
        Number of photos and their draws.
    cached
        How many of these had their features before.
    seconds
        That it took.
    device
        See `DeviceFound`.
    speeds
        See `core.training.planning.speed`.
    weight_change
        See `core.training.methods.fine_tuning.weight_change`; None for the other methods.
    """

    kind: ClassVar[str] = "result"
    validation: Evaluation
    test: Evaluation | None
    train_photos: int
    validation_photos: int
    test_photos: int
    variants: int
    cached: int
    seconds: float
    speeds: dict[str, float] = field(default_factory=dict, kw_only=True)  # old runs have none
    device: str
    weight_change: dict[str, float] | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """What it was judged on: the test photos, if there are any, come first."""
        return ("test", "validation") if self.test else ("validation",)

    def evaluation(self, part: str) -> Evaluation:
        """Return how good it is on one of its `parts`."""
        return self.test if part == "test" and self.test else self.validation


MethodEvent = FeaturesComputed | MapsComputed | EpochEnded | Unfrozen | BestRestored
"""What the methods tell, each some of these."""

TrainingEvent = DeviceFound | MethodEvent | Result
"""What `core.training.train` tells, from the first kind to the last."""

Event = Started | TrainingEvent | Finished | Failed | Cancelled
"""What the log of a training has."""

KINDS: dict[str, type[Event]] = {record.kind: record for record in get_args(Event)}


def of_log(log: Iterable[object]) -> list[Event]:
    """Return the events of a log; what is none of today's is passed over."""
    return [event for event in map(_event, log) if event is not None]


def _event(line: object) -> Event | None:
    kind = KINDS.get(str(line.get("kind"))) if isinstance(line, Mapping) else None
    if kind is None:
        return None
    try:
        return typed_json.of_json(kind, line)
    except ValueError:  # another version of the program told it so
        return None


def epochs_of(events: Iterable[Event]) -> list[EpochEnded]:
    """Return the epochs among events."""
    return [event for event in events if isinstance(event, EpochEnded)]
