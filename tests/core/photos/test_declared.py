"""Files that declare more than a photo needs are refused before a decoder sees them."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageFile

from core.photos import declared, images
from tests.support.photos import file_of, noise
from tests.support.refusals import reason

BYTES = struct.Struct("<HHI")


@pytest.fixture
def undecoded(monkeypatch):
    """Let no picture be decoded."""

    def load(*_):
        pytest.fail("a decoder has seen the file")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


def png(*chunks, width=4, height=3):
    """Return a PNG with chunks, a name and content each, before its picture."""

    def chunk(name, body):
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * height * (1 + 3 * width)))
    return (
        declared.PNG + head + b"".join(chunk(*each) for each in chunks) + rows + chunk(b"IEND", b"")
    )


def riff(*chunks):
    """Return a WebP of chunks, a name and content each."""
    body = b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def tiff(side, **more):
    """Return a TIFF that declares a picture of `side` x `side` pixels, and more of its tags."""
    tags = {256: side, 257: side, 258: 8, 259: 1, 262: 1, 277: 1, **more.get("tags", {})}
    entries = b"".join(BYTES.pack(tag, 4, 1) + struct.pack("<I", tags[tag]) for tag in sorted(tags))
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + bytes(4 + side * side)


def scans(number):
    """Return a progressive JPEG whose last scan comes so many times more."""
    data = file_of(noise(0), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * number + data[-2:]


@pytest.mark.parametrize(("width", "height"), [(16_385, 1), (1, 16_385)])
def test_a_side_has_an_end(undecoded, width, height):
    assert reason(images.decode, png(width=width, height=height)) == "image.too_long"


def test_a_long_panorama_is_taken():
    assert images.decode(png(width=declared.MAX_SIDE)).shape == (3, 16_384, 3)


def test_a_tile_has_an_end(undecoded):
    tags = {322: 26_752, 323: 26_688, 324: 8, 325: 8}
    assert reason(images.decode, tiff(16, tags=tags)) == "image.tile"


def test_scans_have_an_end(undecoded):
    assert reason(images.decode, scans(declared.MAX_OF_A_KIND["scan"])) == "image.too_many_parts"


def test_a_progressive_photo_with_a_film_behind_it_is_taken():
    """Some phones put a film there, in which any bytes may stand."""
    photo = file_of(noise(0), "JPEG", progressive=True)
    filmed = images.decode(photo + b"\0\0" + b"\xff\xda\0\2" * 1000)
    np.testing.assert_array_equal(filmed, images.decode(photo))


@pytest.mark.parametrize(
    "data",
    [
        png(*[(b"tIME", bytes(7))] * declared.MAX_PARTS),
        png(*[(b"fcTL", bytes(26))] * 1001),
        riff(*[(b"ANMF", bytes(16))] * 1001),
        b"\xff\xd8" + b"\xff\xfe\0\2" * (declared.MAX_PARTS + 1),
        b"GIF89a" + bytes(7) + b"\x21\xfe" + b"\1x" * (declared.MAX_PARTS + 1),
        b"GIF89a" + bytes(4) + b"\x80\0\0" + bytes(6) + b"\x21\xfe\1x\0" * (declared.MAX_PARTS + 1),
    ],
    ids=["chunks", "PNG frames", "WebP frames", "comments", "GIF blocks", "GIF extensions"],
)
def test_parts_have_an_end(undecoded, data):
    assert reason(images.decode, data) == "image.too_many_parts"


NOTES = bytes(declared.MAX_BESIDE + 1)


@pytest.mark.parametrize(
    "data",
    [
        png((b"tEXt", NOTES)),
        png((b"iCCP", NOTES)),
        png((b"eXIf", NOTES)),
        riff((b"VP8X", bytes(10)), (b"EXIF", NOTES)),
        b"\xff\xd8" + (b"\xff\xe1\xff\xffExif\0\0" + bytes(65_527)) * 65,
    ],
    ids=["text", "profile", "PNG EXIF", "WebP EXIF", "JPEG EXIF"],
)
def test_what_lies_beside_the_picture_has_an_end(undecoded, data):
    assert reason(images.decode, data) == "image.too_large_part"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_an_ordinary_animation_or_photo_is_modest(kind):
    frames = [Image.fromarray(noise(seed)) for seed in range(12)]
    file = io.BytesIO()
    several = {} if kind in ("JPEG", "BMP") else {"save_all": True, "append_images": frames[1:]}
    frames[0].save(file, kind, **several)
    assert images.decode(file.getvalue()).shape == (40, 40, 3)


def test_a_lack_of_memory_is_no_damage(monkeypatch):
    def load(*_):
        raise MemoryError

    data = file_of(noise(0))
    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    assert reason(images.decode, data) == "image.too_costly"


def test_a_small_one_keeps_its_proportions():
    assert images.decode_small(file_of(noise(0, 300, 600)), 200).shape == (100, 200, 3)
