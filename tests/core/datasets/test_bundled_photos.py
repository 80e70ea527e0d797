import io
import zipfile

from core.datasets import bundled_photos, dataset
from core.host import assets


def test_the_zip_is_read_back_as_the_bundled_set(tmp_path):
    read = dataset.from_zip(bundled_photos.to_zip(), tmp_path / "read")
    assert read.class_names == tuple(sorted(assets.animal_names()))
    bundled = dataset.bundled(tmp_path / "bundled")
    assert [photo.hash for photo in read.photos] == [photo.hash for photo in bundled.photos]


def test_the_licences_go_with_it():
    with zipfile.ZipFile(io.BytesIO(bundled_photos.to_zip())) as archive:
        names = set(archive.namelist())
        assert {"LICENSES.md", "manifest.jsonl", "GPL-2.0.txt"} <= names
        assert archive.read("LICENSES.md") == assets.path("LICENSES.md").read_bytes()
