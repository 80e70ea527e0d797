"""Photos whose files were damaged on the disk: they cost one sentence, and no page."""

import numpy as np
import pytest

from core.datasets import dataset
from core.host import settings
from core.photos import PhotoMissingError
from core.photos import store as photo_store
from tests.support.photos import file_of
from ui import words


def damage(photo, store):
    file = photo_store.path(photo, store)
    file.write_bytes(bytes(file.stat().st_size))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_one_of_a_collection_leaves_it_and_is_said_once(open_page, language):
    page = open_page("collect", language, collect_way="upload", collect_classes=2)
    for row, name in enumerate(("cat", "dog")):
        page.text_input(key=f"collect_name_{row}").set_value(name)
    page.run()
    for seed, name in enumerate(("cat", "dog")):
        place = page.file_uploader(key=f"collect_upload_{name}_0")
        for number in range(3):
            noise = np.random.default_rng(10 * seed + number).integers(0, 256, (60, 60, 3))
            place.upload(f"{number}.png", file_of(noise.astype(np.uint8)))
    page.run()
    own = page.session_state["own_dataset"]
    assert own.counts == (3, 3)
    damage(own.photos[0].hash, own.folder)
    token = page.session_state["reader_token"]
    page = open_page("collect", language, reader_token=token)  # another session of the reader
    said = words.load(language, "collect")("lost", count=1)
    assert said in [warning.value for warning in page.warning]
    assert not page.error
    assert not page.exception
    assert page.session_state["own_dataset"].counts == (2, 3)
    page.run()
    assert said not in [warning.value for warning in page.warning]


def test_one_that_comes_with_the_program_is_stored_again(open_page):
    page = open_page("train", "en")
    animals = dataset.bundled(settings.data_folder() / "bundled")
    photo = animals.photos[0].hash
    damage(photo, animals.folder)
    with pytest.raises(PhotoMissingError):
        photo_store.get(photo, animals.folder)
    page.run()
    assert not page.exception
    assert photo_store.get(photo, animals.folder).any()
