"""The one door by which photos enter: bytes in, uint8 RGB ``(H, W, 3)`` out."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from core.photos import declared
from core.photos.declared import ImageError

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")  # phones' MPO files open as JPEG
SUFFIXES = ("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff")
MAX_BYTES = 20 * 2**20
SIGNATURE = 16  # first bytes, by which Pillow tells formats apart


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> np.ndarray:
    """Decode a photo: turned upright by its EXIF, transparency on white, first frame if animated.

    Parameters
    ----------
    data
        A file in one of `FORMATS`; grey, palette, CMYK and 16-bit ones become RGB.
    max_bytes
        Larger files are refused unread.

    Returns
    -------
    np.ndarray
        uint8 RGB, ``(H, W, 3)``.

    Raises
    ------
    ImageError
        ``image.too_many_bytes``, ``image.not_an_image``, ``image.format``,
        ``image.truncated``, ``image.too_costly`` (there is no memory for it), or, before anything
        is decoded, what `core.photos.declared` refuses.
    """
    if len(data) > max_bytes:
        raise ImageError(
            "image.too_many_bytes",
            "the file has {megabytes:.1f} MB, at most {limit:.0f} MB are taken",
            megabytes=len(data) / 2**20,
            limit=max_bytes / 2**20,
        )
    declared.require_modest(data)
    try:
        return _decoded(data)
    except MemoryError as error:
        raise too_costly() from error


def decode_small(data: bytes, side: int) -> np.ndarray:
    """Return a photo, see `decode`, with its long side at most `side` pixels."""
    return shrink(decode(data), side)


def too_costly() -> ImageError:
    """Return the refusal of a picture for which memory or time does not suffice."""
    return ImageError("image.too_costly", "decoding this picture takes too much memory or time")


def encode_jpeg(image: np.ndarray, quality: int = 90) -> bytes:
    """Return `image` as JPEG bytes without EXIF."""
    return _encode(image, "JPEG", quality=quality)


def encode_png(image: np.ndarray) -> bytes:
    """Return `image` as PNG bytes; lossless, for feature maps and numbers."""
    return _encode(image, "PNG", compress_level=1)  # a third of the default's time, no larger


def shrink(image: np.ndarray, side: int) -> np.ndarray:
    """Return `image` with its long side at most `side` pixels, proportions kept."""
    height, width = image.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return image
    return resize(image, max(1, round(height * scale)), max(1, round(width * scale)))


def resize(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """Return uint8 `image` at ``(height, width)``, bicubic and antialiased (Pillow)."""
    if image.shape[:2] == (height, width):
        return image
    return np.asarray(Image.fromarray(image).resize((width, height), Image.Resampling.BICUBIC))


def _decoded(data: bytes) -> np.ndarray:
    with _open(data) as photo:
        declared.require_size(photo)
        with _named_damage():
            photo.seek(0)
            photo.load()
            ImageOps.exif_transpose(photo, in_place=True)  # a copy of 40 megapixels has 160 MB
        return np.asarray(_to_rgb(photo))


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise declared.too_many_pixels("over 170") from error
    except UnidentifiedImageError as error:
        raise _unreadable(data) from error
    except MemoryError:
        raise
    except Exception as error:  # see `_named_damage`
        raise _truncated() from error


def _unreadable(data: bytes) -> ImageError:
    """Tell from the first bytes what it is: no decoder of a format that is not taken sees them."""
    Image.init()
    signed = (name for name, (_, accept) in Image.OPEN.items() if accept and _accepts(accept, data))
    name = next(signed, None)
    if name in FORMATS:
        return _truncated()
    if name is None:
        return ImageError("image.not_an_image", "this is not a picture")
    return ImageError(
        "image.format",
        "{name} pictures are not taken; use {formats}",
        name=name,
        formats="JPEG, PNG, WebP, GIF, BMP, TIFF",
    )


def _accepts(accept: Callable[[bytes], bool | str], data: bytes) -> bool:
    return len(data) >= SIGNATURE and accept(data[:SIGNATURE]) is not False


def _truncated() -> ImageError:
    return ImageError("image.truncated", "the file is damaged or cut short")


@contextmanager
def _named_damage() -> Iterator[None]:
    """Pillow's decoders raise many kinds of error for a damaged file: all of them are one to us."""
    try:
        yield
    except MemoryError:
        raise
    except Exception as error:
        raise _truncated() from error


def _to_rgb(photo: Image.Image) -> Image.Image:
    if photo.mode.startswith("I;16") or photo.mode in ("I", "F"):
        return Image.fromarray(_to_8_bit(np.asarray(photo))).convert("RGB")
    if photo.has_transparency_data:
        layer = photo.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer)
        return white
    return photo if photo.mode == "RGB" else photo.convert("RGB")


def _to_8_bit(values: np.ndarray) -> np.ndarray:
    """Scale deep grey values to 0..255: by their type's range if they use it, else by their own."""
    top = 65535 if values.max() > 255 else 255
    if values.dtype.kind == "f" and values.max() <= 1:
        top = 1
    scaled = np.clip(values, 0, top, dtype=np.float32)
    scaled *= 255 / top
    return scaled.round(out=scaled).astype(np.uint8)


def _encode(image: np.ndarray, file_format: str, **options: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(image).save(buffer, file_format, **options)
    return buffer.getvalue()
