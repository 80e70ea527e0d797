"""Photos to learn from and photos to check with."""

from collections import defaultdict

import numpy as np

from core.dataset import Dataset
from core.gathering import DatasetError


def split(
    dataset: Dataset, seed: int, validation: float = 0.25
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Divide the photos class by class, near-duplicates on the same side.

    Parameters
    ----------
    dataset
        At least two photos a class.
    seed
        Equal seeds divide equal data sets equally.
    validation
        Share of each class to check with, 0..1; met as nearly as the groups allow.

    Returns
    -------
    train, validation
        Sorted indices into ``dataset.photos``; every class is in both.

    Raises
    ------
    DatasetError
        ``dataset.all_alike`` when a class has a single group.
    """
    rng = np.random.default_rng(seed)
    checked: set[int] = set()
    for label in range(len(dataset.class_names)):
        groups = _groups(dataset, label)
        if len(groups) < 2:
            raise DatasetError(
                "dataset.all_alike",
                "all photos of “{name}” are near-duplicates of each other",
                name=dataset.class_names[label],
            )
        shuffled = [groups[i] for i in rng.permutation(len(groups))]
        checked.update(_portion(shuffled, validation))
    indices = range(len(dataset.photos))
    return tuple(i for i in indices if i not in checked), tuple(sorted(checked))


def _groups(dataset: Dataset, label: int) -> list[list[int]]:
    groups = defaultdict(list)
    for index, photo in enumerate(dataset.photos):
        if photo.label == label:
            groups[photo.group].append(index)
    return list(groups.values())


def _portion(groups: list[list[int]], share: float) -> list[int]:
    """Return the photos of some groups: about `share` of all, at least one group, never all."""
    photos = sum(map(len, groups))
    target = min(max(1, round(share * photos)), photos - 1)
    chosen: list[int] = []
    for group in groups:
        if len(chosen) + len(group) <= target:
            chosen += group
    return chosen or min(groups, key=len)
