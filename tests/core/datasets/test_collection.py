"""Photos in classes: adding, moving, counting, and the data set that they make."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets.collection import Collected, Collection, adopt
from core.datasets.gathering import DatasetError
from core.photos import images
from core.photos import store as photo_store


def collected(number, class_name):
    return Collected(f"{number:064x}", class_name, {"source": "upload", "licence": "own"})


def collection(**classes):
    made, number = Collection(), 0
    for class_name, count in classes.items():
        for _ in range(count):
            number += 1
            made = made.add(collected(number, class_name))
    return made


def test_photos_are_counted_by_class_in_the_order_of_naming():
    made = Collection(("fox", "owl", "bat")).add(collected(1, "owl"))
    assert made.counts == {"fox": 0, "owl": 1, "bat": 0}


@pytest.mark.parametrize(("other", "reason"), [("fox", "duplicate"), ("owl", "two_classes")])
def test_no_photo_is_there_twice(other, reason):
    made = Collection().add(collected(1, "fox"))
    with pytest.raises(DatasetError) as refusal:
        made.add(collected(1, other))
    assert refusal.value.reason == f"dataset.{reason}"


def test_removing_and_moving_leave_the_original_alone():
    made = collection(fox=2, owl=2)
    hashes = {made.photos[0].hash, made.photos[2].hash}
    assert made.remove(hashes).counts == {"fox": 1, "owl": 1}
    assert made.relabel(hashes, "owl").counts == {"fox": 1, "owl": 3}
    assert made.counts == {"fox": 2, "owl": 2}


def test_a_class_is_removed_with_its_photos():
    made = collection(fox=2, owl=3).without("fox")
    assert made.counts == {"owl": 3}
    assert len(made.photos) == 3


def test_a_set_has_a_limit(monkeypatch):
    monkeypatch.setattr("core.datasets.collection.MOST", 2)
    with pytest.raises(DatasetError) as refusal:
        collection(fox=3)
    assert refusal.value.reason == "dataset.full"


@pytest.mark.parametrize(
    ("made", "imbalance", "ready"),
    [
        (Collection(), 1.0, False),
        (collection(fox=3), 1.0, False),
        (collection(fox=3, owl=1), 3.0, False),
        (collection(fox=6, owl=2), 3.0, True),
        (collection(fox=2, owl=1).remove({f"{3:064x}"}), float("inf"), False),
    ],
)
def test_imbalance_and_readiness(made, imbalance, ready):
    assert (made.imbalance, made.ready) == (imbalance, ready)


def test_it_makes_a_data_set_without_its_empty_classes(tmp_path):
    made = Collection(("owl", "fox", "bat"), collection(owl=2, fox=3).photos)
    dataset = made.dataset(tmp_path)
    assert dataset.class_names == ("fox", "owl")
    assert dataset.counts == (3, 2)
    assert dataset.folder == tmp_path


def test_near_duplicates_share_a_group_also_across_classes(tmp_path):
    noise = np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8)
    large = images.resize(noise, 256, 256)
    photos = [
        photo_store.put(picture, tmp_path) for picture in (large, large[::2, ::2], large[:, ::-1])
    ]
    made = Collection()
    for photo, class_name in zip(photos, ("fox", "owl", "owl"), strict=True):
        made = made.add(Collected(photo, class_name, {}))
    groups = {photo.hash: photo.group for photo in made.dataset(tmp_path).photos}
    assert groups[photos[0]] == groups[photos[1]] == min(photos[:2])
    assert groups[photos[2]] == photos[2]


def test_the_manifest_has_a_line_a_photo():
    lines = [json.loads(line) for line in collection(여우=1, owl=1).manifest().splitlines()]
    assert [line["class"] for line in lines] == ["여우", "owl"]
    assert lines[0].keys() == {"class", "hash", "source", "licence"}


def test_a_photo_is_copied_between_stores(tmp_path):
    photo = photo_store.put(np.zeros((8, 8, 3), np.uint8), tmp_path / "a")
    adopt(photo, tmp_path / "a", tmp_path / "b")
    adopt(photo, tmp_path / "a", tmp_path / "b")
    assert (photo_store.get(photo, tmp_path / "b") == 0).all()


def test_undoing_keeps_what_came_after_the_step():
    before = collection(fox=2, owl=2)
    after = before.remove({before.photos[0].hash})
    now = after.add(collected(9, "owl")).add(collected(10, "bat"))
    undone = before.again(after, now)
    assert undone.counts == {"fox": 2, "owl": 3, "bat": 1}
    assert after.again(before, undone).counts == now.counts


def test_counts_before_cleaning_stay_while_photos_go():
    before = collection(fox=3, owl=2)
    first = {before.photos[0].hash}
    after = before.remove(first).relabel({before.photos[1].hash}, "owl")
    assert after.counts == {"fox": 1, "owl": 3}
    assert after.counts_before == {"fox": 3, "owl": 2}
    assert after.without("fox").counts_before == {"owl": 2}
    later = after.add(collected(9, "owl"))
    assert before.again(after, later).counts_before == {"fox": 3, "owl": 3}
    dropped = before.without("fox")
    assert dropped.again(before, before.add(collected(9, "owl"))).counts_before == {"owl": 3}


def test_what_is_kept_is_kept_in_its_class():
    made = collection(fox=2, owl=2)
    photo = made.photos[0].hash
    kept = made.keep({photo, "f" * 64})
    assert kept.kept == {(photo, "fox")}
    assert kept.relabel({photo}, "owl").kept == {(photo, "fox")}
    assert made.again(kept, kept) == made


def test_undoing_a_move_puts_the_photo_back():
    before = collection(fox=2, owl=2)
    after = before.relabel({before.photos[0].hash}, "owl")
    assert before.again(after, after) == before


NAMES = st.text(min_size=1, max_size=6)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.lists(st.tuples(HASHES, NAMES), max_size=6, unique_by=lambda pair: pair[0]))
def test_json_holds_all_of_it(pairs):
    made = Collection().named("empty")
    for photo, name in pairs:
        made = made.add(Collected(photo, name, {"source": "upload", "title": name}))
    made = made.keep({photo for photo, _ in pairs[:2]}).remove({photo for photo, _ in pairs[2:4]})
    read = Collection.of_json(json.loads(json.dumps(made.to_json())))
    assert read == made
    assert [photo.manifest for photo in read.photos] == [photo.manifest for photo in made.photos]


@pytest.mark.parametrize("told", [{}, [], None, {"photos": 3}, {"photos": [["a"]], "came": []}])
def test_what_is_no_collection_is_refused(told):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Collection.of_json(told)
