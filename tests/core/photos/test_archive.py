"""What a zip may hold; whole sets are read in tests/core/datasets/test_dataset."""

import bz2
import gzip
import lzma

import pytest

from core.photos.archive import ArchiveError, PhotoArchive
from tests.support.photos import zipped


@pytest.mark.parametrize(
    "inner",
    [
        zipped({"1.png": b"photo"}),
        zipped({"1.png": b"photo"})[-22:],  # a zip without any entry
        gzip.compress(b"photo"),
        bz2.compress(b"photo"),
        lzma.compress(b"photo"),
        b"Rar!\x1a\x07\x01\x00",
        b"7z\xbc\xaf\x27\x1c\x00\x04",
    ],
    ids=["zip", "empty zip", "gzip", "bzip2", "xz", "rar", "7z"],
)
def test_an_archive_inside_the_zip_is_not_opened(inner):
    archive = PhotoArchive.open(zipped({"cat/photos": inner}))
    with pytest.raises(ArchiveError) as refusal:
        archive.read(archive.entries[0])
    assert refusal.value.reason == "archive.nested"
