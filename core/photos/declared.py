"""What a photo's file declares of itself, looked at before a decoder sees it.

A decoder does all that a file asks for: thousands of passes over a picture, tiles larger than it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from PIL import Image

from core.errors import ConvScopeError

MAX_PIXELS = 40_000_000
MAX_SIDE = 16_384  # a picture one pixel high is resized with as many weights as it has pixels
MAX_TILE = 2048 * 2048  # pixels of a TIFF's tile, which may be larger than the picture
MAX_PARTS = 20_000
MAX_OF_A_KIND = {"scan": 100, "frame": 1000}  # each scan goes over the whole picture
MAX_BESIDE = 4 * 2**20  # bytes of one part beside the picture: EXIF, text, colour profile

JPEG, PNG, RIFF, GIF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF", b"GIF8"
MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")  # in compressed data: no stuffing, no restart
SCAN, END, APP1, ALONE = 0xDA, 0xD9, 0xE1, (0x01, 0xD8)
TILE_WIDTH, TILE_HEIGHT = 322, 323  # tags of TIFF
EXTENSION, COLOURS = 0x21, 0x80  # of GIF: a block beside the frames; bit of a table of colours


class ImageError(ConvScopeError):
    """Bytes that are not a photo we can take."""


class _Part(NamedTuple):
    kind: str  # "scan", "frame", "beside" or "other"
    size: int  # bytes


def require_modest(data: bytes) -> None:
    """Walk over the parts of a file, so far as its format has any, without decoding them.

    Raises
    ------
    ImageError
        ``image.too_many_parts`` or ``image.too_large_part``.
    """
    counts = Counter()
    for part in _parts(data):
        counts.update((part.kind, "all"))
        limit = MAX_OF_A_KIND.get(part.kind, MAX_PARTS)
        if counts[part.kind] > limit or counts["all"] > MAX_PARTS:
            raise ImageError(
                "image.too_many_parts",
                "the file is put together from more than {limit} parts",
                limit=min(limit, MAX_PARTS),
            )
        if part.kind == "beside" and part.size > MAX_BESIDE:
            raise ImageError(
                "image.too_large_part",
                "the file has {megabytes:.1f} MB of notes beside the picture, at most {limit}",
                megabytes=part.size / 2**20,
                limit=MAX_BESIDE // 2**20,
            )


def require_size(photo: Image.Image) -> None:
    """Look at the size that an opened picture declares, and at that of its tiles.

    Raises
    ------
    ImageError
        ``image.too_many_pixels``, ``image.too_long`` or ``image.tile``.
    """
    width, height = photo.size
    if width * height > MAX_PIXELS:
        raise too_many_pixels(f"{width * height / 1e6:.0f}")
    if max(width, height) > MAX_SIDE:
        raise ImageError(
            "image.too_long",
            "the picture has {width} x {height} pixels, at most {limit} a side are taken",
            width=width,
            height=height,
            limit=MAX_SIDE,
        )
    tags = getattr(photo, "tag_v2", {})
    if _number(tags.get(TILE_WIDTH)) * _number(tags.get(TILE_HEIGHT)) > MAX_TILE:
        raise ImageError("image.tile", "the picture is stored in tiles that are too large")


def too_many_pixels(megapixels: str) -> ImageError:
    """Return the refusal of a picture that declares too many pixels."""
    return ImageError(
        "image.too_many_pixels",
        "the picture declares {megapixels} megapixels, at most {limit} are taken",
        megapixels=megapixels,
        limit=MAX_PIXELS // 1_000_000,
    )


def _number(tag: object) -> int:
    return tag if isinstance(tag, int) else 0


def _parts(data: bytes) -> Iterator[_Part]:
    for start, walk in {JPEG: _jpeg, PNG: _png, RIFF: _webp, GIF: _gif}.items():
        if data.startswith(start):
            yield from walk(data)


def _jpeg(data: bytes) -> Iterator[_Part]:
    """Yield the segments up to the end of the picture; a film may lie behind it. T.81, annex B."""
    at = len(JPEG)
    exif = 0  # bytes in all: Pillow puts its segments together
    most = data.count(bytes((0xFF, SCAN)))
    while found := MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        if marker == END:
            return
        size = 0 if marker in ALONE else int.from_bytes(data[at : at + 2], "big")
        if marker == APP1 and data.startswith(b"Exif", at + 2):
            exif += size
            yield _Part("beside", exif)
        else:
            yield _Part("scan" if marker == SCAN else "other", size)
        if marker == SCAN and most <= MAX_OF_A_KIND["scan"]:
            return  # nearly always: compressed data is long to walk over
        at += size


def _png(data: bytes) -> Iterator[_Part]:
    at = len(PNG)
    while len(head := data[at : at + 8]) == 8:
        size, name = int.from_bytes(head[:4], "big"), head[4:]
        beside = name[:1].islower() and name not in (b"fcTL", b"fdAT")
        yield _Part("frame" if name == b"fcTL" else "beside" if beside else "other", size)
        at += 8 + size + 4  # a checksum follows


def _webp(data: bytes) -> Iterator[_Part]:
    at = 12
    while len(head := data[at : at + 8]) == 8:
        name, size = head[:4], int.from_bytes(head[4:], "little")
        beside = name in (b"EXIF", b"XMP ", b"ICCP")
        yield _Part("frame" if name == b"ANMF" else "beside" if beside else "other", size)
        at += 8 + size + size % 2


def _gif(data: bytes) -> Iterator[_Part]:
    """Yield the blocks before the first frame, of which nothing behind is read."""
    flags = data[10] if len(data) > 10 else 0
    at = 13 + (3 * 2 ** (flags % 8 + 1) if flags & COLOURS else 0)
    while data[at : at + 1] == bytes([EXTENSION]):
        at += 2
        while size := int.from_bytes(data[at : at + 1], "big"):
            yield _Part("other", size)
            at += 1 + size
        at += 1
