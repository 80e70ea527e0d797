"""Every bundled file has a licence on record, and the photos are what the record says."""

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from PIL import Image

PROJECT = Path(__file__).resolve().parent.parent
ASSETS = PROJECT / "assets"
ANIMALS = ASSETS / "animals"
LICENCES = (ASSETS / "LICENSES.md").read_text(encoding="utf-8")
PHOTOS = [json.loads(line) for line in (ANIMALS / "manifest.jsonl").open(encoding="utf-8")]
SAMPLES = json.loads((ASSETS / "samples" / "samples.json").read_text(encoding="utf-8"))


def files_below(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("folder", ["assets/models", "assets/samples", "static/fonts"])
def test_licences_name_every_file(folder):
    unnamed = [file for file in files_below(PROJECT / folder) if file.name not in LICENCES]
    assert not unnamed


def test_the_animal_manifest_names_every_photo_once():
    listed = Counter(photo["file"] for photo in PHOTOS)
    present = Counter(file.relative_to(ANIMALS).as_posix() for file in ANIMALS.rglob("*.jpg"))
    assert listed == present


def test_licences_name_the_animal_lists_and_every_licence_and_creator_of_a_photo():
    beside = [file.name for file in ANIMALS.iterdir() if file.is_file()]
    licences = {photo["licence"] for photo in PHOTOS}
    creators = {photo["creator"] for photo in PHOTOS}
    assert {name for name in {*beside, *licences, *creators} if name not in LICENCES} == set()


@pytest.mark.parametrize("photo", PHOTOS, ids=lambda photo: photo["file"])
def test_a_manifest_line_is_complete_and_its_file_is_named_by_its_content(photo):
    expected = {"file", "class", "group", "source", "licence", "creator", "title"}
    assert photo.keys() == expected
    assert all(photo.values())
    digest = hashlib.sha256((ANIMALS / photo["file"]).read_bytes()).hexdigest()
    assert photo["file"] == f"{photo['class']}/{digest[:16]}.jpg"


def test_there_are_three_classes_of_at_least_15_photos():
    counts = Counter(photo["class"] for photo in PHOTOS)
    assert len(counts) == 3
    assert min(counts.values()) >= 15


def test_no_group_of_photos_lies_in_two_classes():
    classes = defaultdict(set)
    for photo in PHOTOS:
        classes[photo["group"]].add(photo["class"])
    assert {group for group, names in classes.items() if len(names) > 1} == set()


def test_no_photo_is_bundled_twice():
    assert len({photo["file"].rpartition("/")[2] for photo in PHOTOS}) == len(PHOTOS)


@pytest.mark.parametrize(
    ("file", "long_side"),
    [
        *((ANIMALS / photo["file"], 320) for photo in PHOTOS),
        *((ASSETS / "samples" / file, 512) for file in SAMPLES),
    ],
    ids=lambda value: value.name if isinstance(value, Path) else str(value),
)
def test_a_photo_is_a_small_rgb_jpeg_without_exif(file, long_side):
    with Image.open(file) as image:
        image.load()
        assert image.format == "JPEG"
        assert image.mode == "RGB"
        assert max(image.size) <= long_side
        assert not image.getexif()
