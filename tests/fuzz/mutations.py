"""Damaged photos and zips, each made from its number alone."""

import functools
import io
import random
import struct
import zipfile

from PIL import Image

WRITTEN = [  # format, mode, options
    ("JPEG", "RGB", {}),
    ("JPEG", "CMYK", {}),
    ("JPEG", "L", {"progressive": True}),
    ("PNG", "RGB", {}),
    ("PNG", "P", {"transparency": 0}),
    ("PNG", "I;16", {}),
    ("WEBP", "RGBA", {}),
    ("WEBP", "RGB", {"save_all": True}),
    ("GIF", "P", {"save_all": True}),
    ("BMP", "RGB", {}),
    ("TIFF", "RGB", {"compression": "tiff_deflate"}),
    ("TIFF", "RGBA", {"compression": "tiff_lzw"}),
    ("TIFF", "F", {}),
    ("PPM", "RGB", {}),  # formats that are not taken must be refused as safely
    ("ICO", "RGBA", {}),
    ("TGA", "RGB", {}),
]
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
ZIP_SIGNATURES = (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06")


def photo(number):
    """Return the bytes of damaged photo `number`."""
    rng = random.Random(number)
    return _damaged(rng, rng.choice(_photos()), _photos())


def archive(number):
    """Return the bytes of damaged zip `number`: its structure hurt more often than its photos."""
    rng = random.Random(number)
    data = bytearray(rng.choice(_archives()))
    for _ in range(rng.randint(0, 3)):
        _lie_in_a_record(rng, data)
    return _damaged(rng, bytes(data), _archives())


@functools.cache
def _photos():
    return [_written(_noise(0), *kind) for kind in WRITTEN]


def _noise(seed):
    return Image.frombytes("RGB", (40, 30), random.Random(seed).randbytes(40 * 30 * 3))


def _written(base, kind, mode, options):
    file = io.BytesIO()
    picture = base.convert("I").convert("I;16") if mode == "I;16" else base.convert(mode)
    if "save_all" in options:
        options = options | {"append_images": [picture.rotate(180)]}
    picture.save(file, kind, **options)
    return file.getvalue()


@functools.cache
def _archives():
    ordinary = [_zipped(zipfile.ZIP_STORED), _zipped(zipfile.ZIP_DEFLATED)]
    return [*ordinary * 3, _zipped(zipfile.ZIP_BZIP2), _zipped(zipfile.ZIP_LZMA)]


def _zipped(method):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as target:
        for number, kind in enumerate(WRITTEN[:12]):
            name = ("dog", "고양이")[number % 2]
            target.writestr(f"set/{name}/{number}.jpg", _written(_noise(number), *kind))
    return file.getvalue()


def _damaged(rng, data, others):
    for _ in range(rng.randint(1, 3)):
        data = rng.choice(DAMAGES)(rng, data, others)
    return data


def _flip_bits(rng, data, others):
    hurt = bytearray(data)
    for _ in range(rng.randint(1, 16) if hurt else 0):
        hurt[rng.randrange(len(hurt))] ^= 1 << rng.randrange(8)
    return bytes(hurt)


def _cut(rng, data, others):
    return data[: rng.randint(0, len(data))]


def _splice(rng, data, others):
    other = rng.choice(others)
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _leave_out(rng, data, others):
    start = rng.randint(0, len(data))
    return data[:start] + data[start + rng.randint(1, 200) :]


def _repeat(rng, data, others):
    start = rng.randint(0, len(data))
    piece = data[start : start + rng.randint(1, 200)]
    return data[:start] + piece * rng.randint(2, 50) + data[start:]


def _lie(rng, data, others):
    """Write an extreme number, mostly near the start, where sizes and counts are declared."""
    hurt = bytearray(data)
    width, order = rng.choice("BHI"), rng.choice("<>")
    size = struct.calcsize(width)
    if len(hurt) > size:
        last = len(hurt) - size
        at = rng.randint(0, min(last, rng.choice((64, last))))
        struct.pack_into(order + width, hurt, at, rng.choice(EXTREMES) & (256**size - 1))
    return bytes(hurt)


DAMAGES = (_flip_bits, _cut, _splice, _leave_out, _repeat, _lie, _lie)


def _lie_in_a_record(rng, data):
    """Write an extreme number into a header of an entry or of the directory."""
    signature = rng.choice(ZIP_SIGNATURES)
    places = [i for i in range(len(data)) if data.startswith(signature, i)]
    if places:
        at = rng.choice(places) + rng.randint(4, 44)
        width = rng.choice("HI")
        if at + struct.calcsize(width) <= len(data):
            value = rng.choice(EXTREMES) & (256 ** struct.calcsize(width) - 1)
            struct.pack_into("<" + width, data, at, value)
