from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets.dataset import Dataset, Photo
from core.datasets.gathering import DatasetError
from core.datasets.splitting import split


def dataset(sizes):
    """Return a data set of classes given as lists of their groups' sizes."""
    photos = [
        Photo(label, f"{label}-{group}-{copy}", f"{label}-{group}")
        for label, groups in enumerate(sizes)
        for group, size in enumerate(groups)
        for copy in range(size)
    ]
    return Dataset(tuple(f"class {i}" for i in range(len(sizes))), tuple(photos), Path())


def in_parts(photos, *args):
    """Return the photos of each part of a split, which must be all photos."""
    parts = split(photos, *args)
    indices = (parts.train, parts.validation, parts.test)
    assert sorted(sum(indices, ())) == list(range(len(photos.photos)))
    return [[photos.photos[i] for i in part] for part in indices]


group_sizes = st.lists(st.integers(1, 6), min_size=2, max_size=12)
shares = st.floats(0.05, 0.6)


@given(st.lists(group_sizes, min_size=2, max_size=5), st.integers(0, 2**31 - 1), shares, shares)
def test_no_group_is_in_two_parts_and_every_class_is_where_it_must_be(
    sizes, seed, validation, test
):
    parts = in_parts(dataset(sizes), seed, validation, test)
    groups = [{photo.group for photo in part} for part in parts]
    assert sum(map(len, groups)) == len(set.union(*groups))
    labels = [{photo.label for photo in part} for part in parts]
    assert labels[0] == labels[1] == set(range(len(sizes)))
    assert labels[2] == {label for label, groups in enumerate(sizes) if len(groups) >= 3}


@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 3), min_size=1, max_size=3), st.integers(1, 4)),
        min_size=4,
        max_size=20,
    ),
    st.integers(0, 100),
)
def test_groups_that_span_classes_stay_together_or_are_refused(groups, seed):
    photos = tuple(
        Photo(label, f"{group}-{label}-{copy}", f"{group}")
        for group, (labels, copies) in enumerate(groups)
        for label in labels
        for copy in range(copies)
    )
    try:
        parts = in_parts(Dataset(("a", "b", "c", "d"), photos, Path()), seed)
    except DatasetError:
        return
    names = [{photo.group for photo in part} for part in parts]
    assert sum(map(len, names)) == len(set.union(*names))
    labels = [{photo.label for photo in part} for part in parts]
    assert labels[0] == labels[1] == {photo.label for photo in photos}
    for label in labels[2]:
        assert sum(label in of for of, _ in groups) >= 3


@given(st.lists(st.integers(2, 60), min_size=2, max_size=5), st.integers(0, 100))
def test_single_photos_are_shared_out_exactly(counts, seed):
    parts = in_parts(dataset([[1] * count for count in counts]), seed)
    for label, count in enumerate(counts):
        of_class = [sum(photo.label == label for photo in part) for part in parts]
        expected = max(1, round(0.2 * count))
        assert of_class[1:] == [expected, expected if count >= 3 else 0]


def test_a_group_that_brings_nearer_to_the_share_is_taken():
    """Of 40 photos 18 % are 7: two groups of four are nearer than one; 10 % are one."""
    photos = dataset([[4] * 10, [4] * 10])
    assert [len(part) for part in in_parts(photos, 0, 0.18, 0.1)] == [56, 16, 8]


def test_without_a_share_for_the_test_it_is_empty():
    assert split(dataset([[1] * 9, [1] * 9]), 0, 0.25, 0).test == ()


def test_equal_seeds_divide_equally_and_others_otherwise():
    photos = dataset([[1] * 40, [1] * 40])
    assert split(photos, 1) == split(photos, 1)
    assert split(photos, 1) != split(photos, 2)


def test_a_class_of_near_duplicates_is_refused_by_name():
    with pytest.raises(DatasetError, match="class 1") as refused:
        split(dataset([[1, 1], [3]]), 0)
    assert refused.value.reason == "dataset.all_alike"


def test_groups_are_taken_in_a_random_order_not_by_their_size():
    """Of eight photos three validate: now the group of three, now single ones."""
    photos = dataset([[3, 1, 1, 1, 1, 1], [3, 1, 1, 1, 1, 1]])
    taken = set()
    for seed in range(20):
        _, validation, _ = in_parts(photos, seed, 3 / 8, 0)
        taken.add(tuple(sorted(photo.group for photo in validation if photo.label == 0)))
    assert ("0-0",) * 3 in taken
    assert any("0-0" not in groups for groups in taken)
    assert len(taken) > 4  # and not always the same single ones
