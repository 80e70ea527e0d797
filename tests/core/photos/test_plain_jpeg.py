"""What may be kept as it came: nothing but a picture."""

import numpy as np
import pytest
from PIL import Image

from core.photos import images
from core.photos import store as photo_store
from core.photos.plain_jpeg import is_plain
from tests.support.photos import file_of, noise

PIXELS = noise(0, 24, 32)
PLAIN = images.encode_jpeg(PIXELS)


def exif():
    tags = Image.Exif()
    tags[0x010F] = "a maker"
    return tags


def test_what_the_store_writes_is_plain():
    assert is_plain(PLAIN)
    assert is_plain(file_of(PIXELS, "JPEG", quality=50))
    assert is_plain(images.encode_jpeg(np.zeros((1, 1, 3), np.uint8)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PLAIN[:-1],
        PLAIN[:200],
        PLAIN + b"PK\x03\x04 a zip",
        PLAIN + PLAIN,
        file_of(PIXELS, "JPEG", exif=exif()),
        file_of(PIXELS, "JPEG", comment=b"words"),
        file_of(PIXELS, "JPEG", dpi=(72, 72)),
        file_of(PIXELS, "JPEG", progressive=True),
        images.encode_png(PIXELS),
    ],
)
def test_anything_more_or_less_is_not(data):
    assert not is_plain(data)


def test_the_store_keeps_its_own_files_and_writes_others_anew(tmp_path):
    photo = photo_store.put(PIXELS, tmp_path / "a")
    data = photo_store.read(photo, tmp_path / "a")
    assert photo_store.take(data, tmp_path / "b").hash == photo
    hiding = data[:-2] + b"\xff\xfe\x00\x08secret" + data[-2:]
    again = photo_store.take(hiding, tmp_path / "b").hash
    assert again != photo
    assert b"secret" not in photo_store.read(again, tmp_path / "b")
    large = images.encode_jpeg(np.zeros((600, 20, 3), np.uint8))
    stored = photo_store.take(large, tmp_path / "b").hash
    assert photo_store.get(stored, tmp_path / "b").shape == (512, 17, 3)
