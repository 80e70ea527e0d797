"""Photos to learn from, photos to steer by, photos to judge by."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from core.datasets.dataset import Dataset
from core.datasets.gathering import DatasetError

TRIES = 20  # orders of the groups; the first will do unless groups span classes
TEST_GROUPS = 3  # that a class must have before photos of it are kept for the test


@dataclass(frozen=True)
class Split:
    """Sorted indices into the photos of a data set; every photo is in one part.

    Attributes
    ----------
    train
        To learn from; every class is in it.
    validation
        To follow a training and to stop it by; every class is in it.
    test
        To be looked at once, when all is decided; may be empty.
    """

    train: tuple[int, ...]
    validation: tuple[int, ...]
    test: tuple[int, ...]


def split(dataset: Dataset, seed: int, validation: float = 0.2, test: float = 0.2) -> Split:
    """Divide the photos class by class, near-duplicates in the same part.

    A class has test photos only if it has at least three groups.

    Parameters
    ----------
    dataset
        At least two photos a class.
    seed
        Equal seeds divide equal data sets equally.
    validation, test
        Shares of each class, 0..1; met as nearly as the groups allow.

    Raises
    ------
    DatasetError
        ``dataset.all_alike`` when the groups of a class cannot be both learnt and checked with.
    """
    groups = _groups(dataset)
    classes = Counter(label for group in groups for label in group.photos)
    rng = np.random.default_rng(seed)
    for _ in range(TRIES):
        sharing = _Sharing([groups[i] for i in rng.permutation(len(groups))])
        sharing.fill("validation", validation)
        if len(sharing.taken["validation"]) == len(classes):
            sharing.fill("test", test)
            return sharing.split()
    name = dataset.class_names[min(classes, key=classes.__getitem__)]
    raise DatasetError(
        "dataset.all_alike", "all photos of “{name}” are near-duplicates of each other", name=name
    )


@dataclass(frozen=True, eq=False)
class _Group:
    """Near-duplicates of each other: their indices, and how many photos of each class."""

    indices: tuple[int, ...]
    photos: Counter


class _Sharing:
    """Shares groups out in the order given; what is left is to learn from."""

    def __init__(self, groups: list[_Group]):
        self._left = dict.fromkeys(groups)
        self._counts = sum((group.photos for group in groups), Counter())
        self._groups = Counter(label for group in groups for label in group.photos)
        self._tested = {label for label, count in self._groups.items() if count >= TEST_GROUPS}
        self._moved: dict[str, list[int]] = {"validation": [], "test": []}
        self.taken = {part: Counter() for part in self._moved}

    def split(self) -> Split:
        train = [index for group in self._left for index in group.indices]
        return Split(*(tuple(sorted(part)) for part in (train, *self._moved.values())))

    def fill(self, part: str, share: float) -> None:
        """Move about this share of each class into a part, classes of few groups first."""
        labels = sorted(self._groups, key=self._groups.__getitem__) if share else ()
        for label in labels:
            if part == "validation" or label in self._tested:
                self._fill_class(part, label, max(1, round(share * self._counts[label])))

    def _fill_class(self, part: str, label: int, target: int) -> None:
        """Move groups that fit; at last the smallest, if none did or if it brings nearer."""
        for group in list(self._left):
            if 0 < group.photos[label] <= target - self.taken[part][label]:
                self._move(part, group)
        missing = target - self.taken[part][label]
        rest = [group for group in self._left if label in group.photos]
        for group in sorted(rest, key=lambda group: group.photos[label]):
            if missing == target or group.photos[label] < 2 * missing:
                self._move(part, group)
                missing = target - self.taken[part][label]

    def _move(self, part: str, group: _Group) -> None:
        """Move a group, unless too few of one of its classes would be left."""
        needed = {
            label: 1 + (part == "validation" and label in self._tested) for label in group.photos
        }
        if part == "test" and not self._tested.issuperset(group.photos):
            return
        if all(self._groups[label] > needed[label] for label in group.photos):
            del self._left[group]
            self._groups.subtract(group.photos.keys())
            self._moved[part] += group.indices
            self.taken[part].update(group.photos)


def _groups(dataset: Dataset) -> list[_Group]:
    indices = defaultdict(list)
    for index, photo in enumerate(dataset.photos):
        indices[photo.group].append(index)
    return [
        _Group(tuple(group), Counter(dataset.photos[index].label for index in group))
        for group in indices.values()
    ]
