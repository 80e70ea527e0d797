"""Photos as arrays: decoded, resized, stored by their content, compared, credited."""

from core.photos import licences, near_duplicates, store, transform
from core.photos.archive import CREDITS, MANIFEST, ArchiveError, PhotoArchive
from core.photos.declared import ImageError
from core.photos.images import (
    SUFFIXES,
    decode,
    decode_small,
    encode_jpeg,
    encode_png,
    resize,
    shrink,
    too_costly,
)
from core.photos.look import Look, is_blank, is_tiny, stored_look
from core.photos.resizing import to_rgb, to_short_side, to_square
from core.photos.store import PhotoMissingError, Taken
from core.photos.transform import (
    BORDERS,
    AugmentationError,
    Transform,
    apply,
    filled_share,
    is_upside_down,
    sampling_matrix,
)

__all__ = [
    "BORDERS",
    "CREDITS",
    "MANIFEST",
    "SUFFIXES",
    "ArchiveError",
    "AugmentationError",
    "ImageError",
    "Look",
    "PhotoArchive",
    "PhotoMissingError",
    "Taken",
    "Transform",
    "apply",
    "decode",
    "decode_small",
    "encode_jpeg",
    "encode_png",
    "filled_share",
    "is_blank",
    "is_tiny",
    "is_upside_down",
    "licences",
    "near_duplicates",
    "resize",
    "sampling_matrix",
    "shrink",
    "store",
    "stored_look",
    "to_rgb",
    "to_short_side",
    "to_square",
    "too_costly",
    "transform",
]
