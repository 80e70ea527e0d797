from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dataset import Dataset, Photo
from core.gathering import DatasetError
from core.splitting import split


def dataset(sizes):
    """Return a data set of classes given as lists of their groups' sizes."""
    photos = [
        Photo(label, f"{label}-{group}-{copy}", f"{label}-{group}")
        for label, groups in enumerate(sizes)
        for group, size in enumerate(groups)
        for copy in range(size)
    ]
    return Dataset(tuple(f"class {i}" for i in range(len(sizes))), tuple(photos), Path())


group_sizes = st.lists(st.integers(1, 6), min_size=2, max_size=12)


@given(
    st.lists(group_sizes, min_size=2, max_size=5), st.integers(0, 2**31 - 1), st.floats(0.05, 0.9)
)
def test_no_group_is_on_both_sides_and_every_class_is(sizes, seed, share):
    photos = dataset(sizes)
    learn, check = split(photos, seed, share)
    assert sorted(learn + check) == list(range(len(photos.photos)))
    sides = [[photos.photos[i] for i in side] for side in (learn, check)]
    groups = [{photo.group for photo in side} for side in sides]
    assert not groups[0] & groups[1]
    for side in sides:
        assert {photo.label for photo in side} == set(range(len(sizes)))


@given(st.lists(st.integers(2, 60), min_size=2, max_size=5), st.integers(0, 100))
def test_single_photos_are_shared_out_exactly(counts, seed):
    photos = dataset([[1] * count for count in counts])
    _, check = split(photos, seed, 0.25)
    for label, count in enumerate(counts):
        expected = max(1, round(0.25 * count))
        assert sum(photos.photos[i].label == label for i in check) == expected


def test_equal_seeds_divide_equally_and_others_otherwise():
    photos = dataset([[1] * 40, [1] * 40])
    assert split(photos, 1) == split(photos, 1)
    assert split(photos, 1) != split(photos, 2)


def test_a_class_of_near_duplicates_is_refused_by_name():
    with pytest.raises(DatasetError, match="class 1") as refused:
        split(dataset([[1, 1], [3]]), 0)
    assert refused.value.reason == "dataset.all_alike"
