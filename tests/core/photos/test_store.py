"""The photo store on disk; what it keeps as it came is in test_plain_jpeg."""

import errno
import os
import tempfile

import numpy as np
import pytest

from core.photos import PhotoMissingError, images
from core.photos import store as photo_store

PHOTO = np.random.default_rng(0).integers(0, 256, (400, 600, 3), np.uint8)


@pytest.mark.parametrize("shape", [(400, 600, 3), (600, 400, 3), (512, 512, 3), (512, 100, 3)])
def test_a_stored_photo_that_comes_again_is_the_same_to_the_byte(tmp_path, shape):
    """Nearly every stored photo has exactly 512 pixels on its long side."""
    image = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    stored = photo_store.put(image, tmp_path / "a")
    assert max(photo_store.get(stored, tmp_path / "a").shape) == photo_store.SIDE
    assert photo_store.take(photo_store.read(stored, tmp_path / "a"), tmp_path / "b").hash == stored


def test_one_pixel_more_is_too_much(tmp_path):
    data = images.encode_jpeg(np.zeros((513, 10, 3), np.uint8))
    stored = photo_store.take(data, tmp_path).hash
    assert photo_store.get(stored, tmp_path).shape == (512, 10, 3)


def zeroed(stored, store):
    """Damage a stored photo as a disk does: its size stays, its bytes do not."""
    file = photo_store.path(stored, store)
    file.write_bytes(bytes(file.stat().st_size))
    return file


def test_a_damaged_photo_counts_as_missing_and_is_stored_again(tmp_path, caplog):
    stored = photo_store.put(PHOTO, tmp_path)
    file = zeroed(stored, tmp_path)
    assert photo_store.put(PHOTO, tmp_path) == stored
    assert photo_store.get(stored, tmp_path).any()
    zeroed(stored, tmp_path)
    for _ in range(2):
        with pytest.raises(PhotoMissingError):
            photo_store.get(stored, tmp_path)
    assert not file.exists()
    assert caplog.text.count("is damaged") == 1


def test_whether_a_photo_is_whole_is_asked_of_the_disk_once(tmp_path, monkeypatch):
    stored = photo_store.put(PHOTO, tmp_path)
    assert photo_store.is_whole(stored, tmp_path)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(photo_store, "read", None)
        assert photo_store.is_whole(stored, tmp_path)
    os.utime(zeroed(stored, tmp_path), (1, 1))
    assert not photo_store.is_whole(stored, tmp_path)
    assert not photo_store.is_whole(stored, tmp_path)


def test_a_file_is_written_beside_its_target_whatever_disk_others_lie_on(tmp_path, monkeypatch):
    """A file cannot be renamed from one file system into another, as in a container."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    replace, written = os.replace, []

    def within_one_folder(source, target):
        written.append((os.path.dirname(source), os.path.dirname(target)))
        if os.path.dirname(source) != os.path.dirname(target):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target)

    monkeypatch.setattr(os, "replace", within_one_folder)
    stored = photo_store.put(PHOTO, tmp_path / "store")
    folder = str(tmp_path / "store" / "photos")
    assert written == [(folder, folder)]
    assert os.listdir(folder) == [f"{stored}.jpg"]
    assert os.listdir(elsewhere) == []
