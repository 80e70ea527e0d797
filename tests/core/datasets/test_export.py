"""A set as a zip, and back."""

import io
import json
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets import dataset, export
from core.datasets.collection import OWN, Collected
from core.datasets.dataset import from_folder, from_zip
from core.host import assets
from core.photos import store as photo_store
from core.photos.archive import PhotoArchive

FREE = {
    "source": "openverse",
    "licence": "by-sa 4.0",
    "attribution": '"fox" by\nBo',
    "page": "https://example.org/1",
}
UNKNOWN = {"source": "bing", "licence": "unknown"}


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def photos(store, *origins, name="고양이"):
    """Store one photo an origin."""
    rng = np.random.default_rng(len(name))
    pixels = (rng.integers(0, 256, (12, 16, 3), np.uint8) for _ in origins)
    hashes = [photo_store.put(each, store) for each in pixels]
    return [Collected(h, name, origin) for h, origin in zip(hashes, origins, strict=True)]


def test_a_set_comes_back_with_classes_hashes_and_credit(store, tmp_path):
    collected = photos(store, FREE, OWN) + photos(store, FREE, FREE, OWN, name="Ann's dog")
    data = export.to_zip(collected, store)
    back = from_zip(data, tmp_path / "other")
    assert back.class_names == ("Ann's dog", "고양이")
    assert back.counts == (3, 2)
    assert {photo.hash for photo in back.photos} == {photo.hash for photo in collected}
    assert back.rejected == ()
    known = export.origins(PhotoArchive.open(data).manifest)
    assert [known[p.hash]["licence"] for p in collected] == [
        p.manifest["licence"] for p in collected
    ]
    assert known[collected[0].hash]["page"] == "https://example.org/1"
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path / "unpacked")
    assert from_folder(tmp_path / "unpacked", tmp_path / "third") == back


def test_what_may_not_be_passed_on_stays_and_is_counted(store):
    collected = photos(store, FREE, UNKNOWN, UNKNOWN, OWN, FREE | {"licence": "cc-by-nc"})
    assert export.kept_back(collected) == {
        collected[1].hash: "licence.not_known",
        collected[2].hash: "licence.not_known",
        collected[4].hash: "licence.not_commercial",
    }
    with zipfile.ZipFile(io.BytesIO(export.to_zip(collected, store))) as archive:
        names = archive.namelist()
        credits = archive.read("CREDITS.txt").decode()
        lines = archive.read("manifest.jsonl").decode().splitlines()
    kept = [collected[0].hash, collected[3].hash]
    assert names == [f"고양이/{photo}.jpg" for photo in kept] + ["manifest.jsonl", "CREDITS.txt"]
    assert [json.loads(line)["hash"] for line in lines] == kept
    assert credits.splitlines()[0] == f'고양이/{kept[0]}.jpg\t"fox" by Bo'
    assert credits.splitlines()[1] == f"고양이/{kept[1]}.jpg\town"


def test_every_photo_is_credited_as_its_source_asks_or_else_by_what_is_known(store):
    creator = {"source": "commons", "licence": "CC BY 2.0", "creator": "Cy\tDi"}
    full = creator | {"title": "Fox", "page": "https://example.org/2"}
    collected = photos(store, creator, full, full | {"attribution": "Fox, by Cy"}, OWN)
    with zipfile.ZipFile(io.BytesIO(export.to_zip(collected, store))) as archive:
        lines = archive.read("CREDITS.txt").decode().splitlines()
    assert [line.split("\t") for line in lines] == [
        [f"고양이/{photo.hash}.jpg", credit]
        for photo, credit in zip(
            collected,
            [
                "Cy Di, CC BY 2.0",
                "Fox, Cy Di, CC BY 2.0, https://example.org/2",
                "Fox, by Cy",
                "own",
            ],
            strict=True,
        )
    ]


def test_the_bundled_animals_come_back_with_their_licences(tmp_path):
    data = export.bundled_zip()
    read = from_zip(data, tmp_path / "read")
    assert read.class_names == tuple(sorted(assets.animal_names()))
    bundled = dataset.bundled(tmp_path / "bundled")
    assert [photo.hash for photo in read.photos] == [photo.hash for photo in bundled.photos]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {"LICENSES.md", "manifest.jsonl", "GPL-2.0.txt"} <= set(archive.namelist())
        assert archive.read("LICENSES.md") == assets.path("LICENSES.md").read_bytes()


def test_class_names_make_no_paths(store):
    collected = photos(store, OWN, name="../a:b") + photos(store, OWN, name="...")
    with zipfile.ZipFile(io.BytesIO(export.to_zip(collected, store))) as archive:
        folders = [name.split("/")[0] for name in archive.namelist()[:2]]
    assert folders == ["_a_b", "_"]


def test_a_missing_photo_is_named(store):
    with pytest.raises(photo_store.PhotoMissingError):
        export.to_zip([Collected("0" * 64, "cat", OWN)], store)


def test_a_manifest_is_not_believed_in_everything():
    says = {
        "hash": "1" * 64,
        "source": "<script>",
        "page": "javascript:alert(1)",
        "creator": "x" * 9999,
        "title": ["no", "text"],
        "more": "unknown field",
    }
    origin = export.origins(f"no JSON\n[]\n{json.dumps(says)}\n")["1" * 64]
    assert origin["source"] == "upload"
    assert (origin["page"], origin["title"], origin["licence"]) == ("", "", "unknown")
    assert len(origin["creator"]) == export.LONGEST
    assert "more" not in origin


@given(st.text(max_size=200))
def test_any_text_is_read_as_a_manifest(text):
    assert isinstance(export.origins(text), dict)


def test_only_the_beginning_of_a_manifest_is_looked_at():
    def line(number, **more):
        return json.dumps({"hash": str(number), "title": "t"} | more) + "\n"

    assert "0" in export.origins(line(0) * export.LINES)
    assert "1" not in export.origins(line(0) * export.LINES + line(1))
    long = line(0, more="x" * export.LINE)
    assert export.origins(long + line(1)).keys() == {"1"}
