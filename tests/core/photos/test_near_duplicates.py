"""Near-duplicates: changed copies of real photos, an oracle for the grouping, and flat pictures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets import dataset
from core.host import assets
from core.photos import images
from core.photos import store as photo_store
from core.photos.look import Look, is_blank, is_tiny, look, stored_look
from core.photos.near_duplicates import ALIKE, groups, largest, repeated, stored_groups


@pytest.fixture(scope="module")
def photos():
    return [images.decode(sample.path.read_bytes()) for sample in assets.samples()[:3]]


def compressed(photo):
    return images.decode(images.encode_jpeg(photo, 30))


def halved(photo):
    return images.shrink(photo, max(photo.shape[:2]) // 2)


def cropped(photo):
    height, width = photo.shape[:2]
    return photo[height // 100 : -(height // 100), width // 100 : -(width // 100)]


def brighter(photo):
    return np.minimum(photo * 1.2, 255).astype(np.uint8)


def alike(*pictures):
    """Return the groups of pictures, as sets of their places."""
    found = groups({str(place): look(picture) for place, picture in enumerate(pictures)})
    return sorted(sorted(map(int, group)) for group in repeated(found))


@pytest.mark.parametrize("change", [compressed, halved, cropped, brighter])
def test_a_changed_copy_is_found_among_other_photos(photos, change):
    assert alike(*photos, change(photos[1])) == [[1, 3]]


def test_different_photos_stay_apart(photos):
    assert alike(*photos, photos[0][:, ::-1]) == []


def test_photos_of_one_color_have_no_duplicates():
    rng = np.random.default_rng(0)
    flat = [np.full((200, 300, 3), color, np.uint8) for color in (0, 90, 255)]
    grainy = [np.clip(plane + rng.normal(0, 4, plane.shape), 0, 255) for plane in flat]
    pictures = flat + [plane.astype(np.uint8) for plane in grainy]
    assert all(is_blank(look(picture)) for picture in pictures)
    assert alike(*pictures) == []


def test_a_smooth_sky_is_no_duplicate_of_another():
    slope = np.linspace(40, 220, 300)
    skies = [np.tile(slope[:, None] * tint, (200, 1, 1)) for tint in ((1, 1, 1), (0.5, 0.8, 1))]
    rng = np.random.default_rng(1)
    noisy = [np.clip(sky + rng.normal(0, 3, sky.shape), 0, 255).astype(np.uint8) for sky in skies]
    assert not any(is_blank(look(sky)) for sky in noisy)
    assert look(noisy[0]).dhash == b"\xff" * 8
    assert alike(*noisy) == []


def test_pictures_that_change_from_top_to_bottom_only_are_no_duplicates():
    stripes = np.random.default_rng(2).integers(0, 256, (20, 256, 1, 3), np.uint8)
    assert alike(*np.broadcast_to(stripes, (20, 256, 256, 3))) == []


def test_size_and_spread_by_hand():
    half = np.zeros((120, 300, 3), np.uint8)
    half[:, 150:] = (200, 0, 0)
    found = look(half)
    assert (found.width, found.height, found.pixels) == (300, 120, 36_000)
    assert found.spread == pytest.approx(100, rel=0.02)
    assert not is_tiny(found)
    assert is_tiny(look(half[:111]))


def test_no_bundled_photo_is_tiny_blank_or_there_twice(tmp_path):
    photos = [photo.hash for photo in dataset.bundled(tmp_path).photos]
    looks = [stored_look(photo, tmp_path) for photo in photos]
    assert not any(is_tiny(each) or is_blank(each) for each in looks)
    assert repeated(stored_groups(photos, tmp_path)) == []


def test_a_look_is_kept_and_a_photo_that_is_gone_is_alone(tmp_path, photos):
    stored = [photo_store.put(photo, tmp_path) for photo in (photos[0], halved(photos[0]))]
    group = min(stored)
    assert stored_groups([*stored, "0" * 64], tmp_path) == {
        stored[0]: group,
        stored[1]: group,
        "0" * 64: "0" * 64,
    }
    photo_store.path(stored[0], tmp_path).unlink()
    assert stored_look(stored[0], tmp_path).width == photos[0].shape[1]


def test_a_zip_is_grouped_across_classes_unless_its_manifest_says(tmp_path, photos):
    for name, pictures in {"a": photos[:2], "b": [compressed(photos[0]), photos[2]]}.items():
        (tmp_path / name).mkdir()
        for place, picture in enumerate(pictures):
            (tmp_path / name / f"{place}.png").write_bytes(images.encode_png(picture))
    found = dataset.from_folder(tmp_path, tmp_path / "store")
    assert len({photo.group for photo in found.photos}) == 3
    twins = [photo for photo in found.photos if photo.group == found.photos[0].group]
    assert {photo.label for photo in found.photos} == {0, 1}
    assert len(twins) in (1, 2)
    (tmp_path / "manifest.jsonl").write_text('{"file": "a/0.png", "class": "a", "group": "g"}')
    found = dataset.from_folder(tmp_path, tmp_path / "store")
    assert len({photo.group for photo in found.photos}) == 4


def test_the_largest_is_kept_the_first_of_equals(photos):
    looks = {"a": look(halved(photos[0])), "b": look(photos[0]), "c": look(photos[0])}
    assert largest(["a", "c", "b"], looks) == "c"


def with_bits(phash, dhash):
    return Look(300, 300, 50.0, phash.to_bytes(8), dhash.to_bytes(8))


FEW_BITS = st.sets(st.integers(0, 63), max_size=6).map(lambda bits: sum(1 << bit for bit in bits))
LOOKS = st.dictionaries(
    st.text("abcd", min_size=1, max_size=3),
    st.builds(with_bits, *[FEW_BITS.map(lambda bits: bits ^ 0x0F0F0F0F0F0F0F0F)] * 2),
    max_size=12,
)


def near(one, other):
    """Say whether two looks are alike, bit by bit: the oracle."""
    hashes = ((one.phash, other.phash), (one.dhash, other.dhash))
    return any((int.from_bytes(a) ^ int.from_bytes(b)).bit_count() <= ALIKE for a, b in hashes)


@given(LOOKS)
def test_groups_are_what_steps_between_alike_photos_connect(looks):
    reached = {name: {name} for name in looks}
    for _ in looks:  # as many steps as there can be
        for name in looks:
            reached[name] |= {
                other
                for there in reached[name]
                for other in looks
                if near(looks[there], looks[other])
            }
    assert groups(looks) == {name: min(reached[name]) for name in looks}


@given(LOOKS, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order(looks, random):
    shuffled = list(looks.items())
    random.shuffle(shuffled)
    assert groups(dict(shuffled)) == groups(looks)
