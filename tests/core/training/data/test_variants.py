"""Variants of photos: draws that repeat, names that tell them apart."""

import dataclasses

import numpy as np
import pytest

from core.augmentation import LECTURE, Augmentation
from core.datasets.dataset import Photo
from core.photos import store as photo_store
from core.training.data.variants import Variant, variants_of


@pytest.fixture
def photo(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (30, 40, 3), np.uint8)
    photo_hash = photo_store.put(pixels, tmp_path)
    return Photo(0, photo_hash, photo_hash)


def test_the_photo_comes_first_and_then_its_draws(photo, tmp_path):
    first, *drawn = variants_of(photo, 3, LECTURE)
    np.testing.assert_array_equal(first.image(tmp_path), photo_store.get(photo.hash, tmp_path))
    pictures = [first.image(tmp_path), *(variant.image(tmp_path) for variant in drawn)]
    assert len({picture.tobytes() for picture in pictures}) == 4
    assert {picture.shape for picture in pictures} == {(30, 40, 3)}


def test_a_draw_repeats(photo, tmp_path):
    one, two = (variants_of(photo, 1, LECTURE)[1] for _ in range(2))
    assert one == two
    np.testing.assert_array_equal(one.image(tmp_path), two.image(tmp_path))


def test_names_differ_whenever_pictures_may(photo):
    mild = Augmentation(rotation_range=15)
    variants = [*variants_of(photo, 2, LECTURE), *variants_of(photo, 2, mild)[1:]]
    variants.append(dataclasses.replace(variants[1], photo_hash="0" * 64))
    assert len({variant.name for variant in variants}) == len(variants)
    assert Variant(photo.hash).name == photo.hash
