import io
import struct
import zlib
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.channels import split, to_gray
from core.photos.images import (
    FORMATS,
    MAX_BYTES,
    SUFFIXES,
    ImageError,
    decode,
    encode_jpeg,
    encode_png,
    resize,
    shrink,
)


def file_bytes(picture, file_format="PNG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, file_format, **options)
    return buffer.getvalue()


def reason_of(data, **options):
    with pytest.raises(ImageError) as refusal:
        decode(data, **options)
    return refusal.value.reason


def declared_png(width, height):
    """Return a PNG header that promises `width` x `height` pixels and holds none."""

    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_exif_turns_the_photo_upright():
    picture = Image.new("RGB", (4, 2), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert decode(file_bytes(picture, "JPEG", exif=exif)).shape == (4, 2, 3)


def test_transparency_goes_on_white():
    picture = Image.new("RGBA", (2, 1), (255, 0, 0, 255))
    picture.putpixel((1, 0), (0, 0, 0, 0))
    np.testing.assert_array_equal(decode(file_bytes(picture)), [[[255, 0, 0], [255, 255, 255]]])


def test_transparent_palette_goes_on_white():
    picture = Image.new("P", (1, 1))
    picture.putpalette([0, 0, 0])
    np.testing.assert_array_equal(decode(file_bytes(picture, transparency=0)), [[[255] * 3]])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_modes_become_rgb(mode):
    data = file_bytes(Image.new("L", (3, 2), 255).convert(mode))
    np.testing.assert_array_equal(decode(data), np.full((2, 3, 3), 255))


def test_cmyk_becomes_rgb():
    white = Image.new("CMYK", (8, 8), (0, 0, 0, 0))
    np.testing.assert_array_equal(decode(file_bytes(white, "JPEG")), np.full((8, 8, 3), 255))


def test_sixteen_bits_are_scaled_not_clipped():
    values = np.array([[0, 32768, 65535]], np.uint16)
    np.testing.assert_array_equal(
        decode(file_bytes(Image.fromarray(values)))[0, :, 0], [0, 128, 255]
    )


@pytest.mark.parametrize(
    ("values", "grey"),
    [
        (np.int32([[0, 32768, 65535]]), [0, 128, 255]),  # Pillow's mode I
        (np.int32([[0, 51, 255]]), [0, 51, 255]),
        (np.int32([[0, 255, 256]]), [0, 1, 1]),
        (np.int32([[-5, 65535, 10**6]]), [0, 255, 255]),
        (np.float32([[0, 0.2, 1]]), [0, 51, 255]),  # mode F
        (np.float32([[0, 51, 255]]), [0, 51, 255]),
        (np.float32([[0, 32768, 65535]]), [0, 128, 255]),
    ],
)
def test_thirty_two_bits_are_scaled_by_what_they_use(values, grey):
    np.testing.assert_array_equal(
        decode(file_bytes(Image.fromarray(values), "TIFF"))[0, :, 0], grey
    )


def test_every_format_can_be_chosen_from_a_folder_by_its_suffixes():
    """Beside Pillow's own table, but for names that nobody gives a photo."""
    Image.init()
    known = {
        suffix[1:] for suffix, kind in Image.registered_extensions().items() if kind in FORMATS
    }
    assert known - {"jpe", "jfif", "apng"} == set(SUFFIXES)
    kinds = {Image.registered_extensions()[f".{suffix}"] for suffix in SUFFIXES}
    assert kinds == set(FORMATS)


def test_first_frame_of_an_animation():
    frames = [Image.new("RGB", (2, 2), color) for color in ("red", "blue")]
    data = file_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:])
    np.testing.assert_array_equal(decode(data)[0, 0], [255, 0, 0])


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00" * 5000, b"<svg></svg>"])
def test_not_an_image(data):
    assert reason_of(data) == "image.not_an_image"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_cut_short(file_format):
    noise = np.random.default_rng(0).integers(0, 255, (60, 60, 3), np.uint8)
    data = file_bytes(Image.fromarray(noise), file_format)
    assert decode(data).shape == (60, 60, 3)
    assert reason_of(data[: len(data) // 2]) in ("image.truncated", "image.not_an_image")


def test_a_declared_giant_is_refused_undecoded():
    assert reason_of(declared_png(8000, 5001)) == "image.too_many_pixels"
    assert reason_of(declared_png(60_000, 60_000)) == "image.too_many_pixels"


def test_forty_megapixels_are_not_a_giant():
    assert reason_of(declared_png(8000, 5000)) == "image.truncated"


def test_too_many_bytes():
    assert reason_of(b"x" * (MAX_BYTES + 1)) == "image.too_many_bytes"
    assert reason_of(b"x" * 11, max_bytes=10) == "image.too_many_bytes"


def test_a_format_off_the_list_is_named():
    data = file_bytes(Image.new("RGB", (4, 4)), "PPM")
    with pytest.raises(ImageError, match="PPM") as refusal:
        decode(data)
    assert refusal.value.reason == "image.format"


@given(st.binary(max_size=300), st.integers(0, 200))
def test_broken_bytes_are_refused_in_words(noise, place):
    whole = file_bytes(Image.new("RGB", (12, 12), "green"))
    data = whole[:place] + noise + whole[place + len(noise) :]
    with suppress(ImageError):  # any other exception fails the test
        assert decode(data).shape[2] == 3


def test_jpeg_and_png_round_trip():
    image = np.full((5, 7, 3), (10, 200, 90), np.uint8)
    np.testing.assert_array_equal(decode(encode_png(image)), image)
    np.testing.assert_allclose(decode(encode_jpeg(image)).astype(int), image, atol=3)


def test_shrink_keeps_proportions_and_never_enlarges():
    image = np.zeros((300, 600, 3), np.uint8)
    assert shrink(image, 200).shape == (100, 200, 3)
    assert shrink(image, 900) is image
    assert shrink(np.zeros((1, 900, 3), np.uint8), 90).shape == (1, 90, 3)
    assert resize(image, 20, 30).shape == (20, 30, 3)


def test_split_and_grey():
    image = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]], np.uint8)
    np.testing.assert_array_equal(split(image)[0], [[255, 0], [0, 255]])
    np.testing.assert_array_equal(to_gray(image), [[76, 150], [29, 255]])
    np.testing.assert_array_equal(to_gray(image), np.asarray(Image.fromarray(image).convert("L")))
