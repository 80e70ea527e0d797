"""A collection in numbers: what came, what is left of it, and how training will divide it."""

from collections import Counter
from dataclasses import dataclass

from core.datasets.collection import Collection
from core.datasets.dataset import Dataset
from core.datasets.splitting import Split


@dataclass(frozen=True)
class ClassCounts:
    """Photos of one class; the last three add up to `now`."""

    name: str
    before: int
    now: int
    train: int
    validation: int
    test: int


def class_counts(collection: Collection, dataset: Dataset, split: Split) -> list[ClassCounts]:
    """Return the numbers of photos of each class, in the order in which they were named.

    Parameters
    ----------
    dataset
        The one that `collection` makes.
    split
        A division of `dataset`.
    """
    parts = [
        Counter(dataset.class_names[dataset.photos[index].label] for index in part)
        for part in (split.train, split.validation, split.test)
    ]
    before, now = collection.counts_before, collection.counts
    return [
        ClassCounts(name, before[name], now[name], *(part[name] for part in parts))
        for name in collection.class_names
    ]
