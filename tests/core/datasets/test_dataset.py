"""Folders and zips of small coloured photos, made here."""

import gc
import io
import json
import stat
import struct
import unicodedata
import warnings
import weakref
import zipfile

import numpy as np
import pytest

from core.datasets import dataset as datasets
from core.datasets import gathering
from core.datasets.dataset import Dataset, Photo, from_folder, from_zip
from core.photos import archive as photo_archive
from core.photos import images
from core.photos import store as photo_store
from tests.support.photos import noise, zipped
from tests.support.refusals import reason


def photo(seed, suffix="png"):
    pixels = noise(seed, 8, 8)
    return images.encode_png(pixels) if suffix == "png" else images.encode_jpeg(pixels)


def two_classes(prefix="", **more):
    files = {f"{prefix}{name}/{i}.png": photo((ord(name[0]), i)) for name in "ab" for i in range(2)}
    return files | {prefix + name: data for name, data in more.items()}


def reasons(rejected):
    return sorted((entry.file_name, entry.error.reason) for entry in rejected)


def test_a_zip_becomes_a_dataset(tmp_path):
    dataset = from_zip(zipped(two_classes()), tmp_path)
    assert dataset.class_names == ("a", "b")
    assert dataset.counts == (2, 2)
    assert dataset.rejected == ()
    for entry in dataset.photos:
        assert photo_store.get(entry.hash, dataset.folder).shape == (8, 8, 3)
        assert entry.group == entry.hash


def test_one_outer_folder_and_system_files_do_not_matter(tmp_path):
    plain = from_zip(zipped(two_classes()), tmp_path)
    dressed = two_classes("my photos/") | {
        "my photos/a/.DS_Store": b"x",
        "my photos/a/Thumbs.db": b"x",
        "__MACOSX/my photos/a/._0.png": b"x",
        "my photos/a/": b"",
    }
    dataset = from_zip(zipped(dressed), tmp_path)
    assert dataset == plain
    assert dataset.rejected == ()


def test_a_folder_reads_as_its_zip_does_and_knows_near_duplicates(tmp_path):
    for name, data in two_classes().items():
        (tmp_path / "set" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "set" / name).write_bytes(data)
    plain = from_folder(tmp_path / "set", tmp_path)
    assert plain == from_zip(zipped(two_classes()), tmp_path)
    lines = [{"file": f"a/{i}.png", "class": "a", "group": "twins"} for i in range(2)]
    manifest = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / "set" / "manifest.jsonl").write_text(manifest)
    grouped = from_folder(tmp_path / "set", tmp_path)
    assert [entry.group for entry in grouped.photos if entry.label == 0] == ["twins", "twins"]
    assert grouped.fingerprint != plain.fingerprint


def test_photos_lie_in_the_data_folder_where_no_store_is_given(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    dataset = from_zip(zipped(two_classes()))
    assert dataset.folder == tmp_path
    assert {file.stem for file in (tmp_path / "photos").iterdir()} == {
        p.hash for p in dataset.photos
    }


def test_the_bundled_animals_are_three_classes_without_a_lost_photo(tmp_path):
    dataset = datasets.bundled(tmp_path)
    assert len(dataset.class_names) == 3
    assert min(dataset.counts) >= 15
    assert len({entry.group for entry in dataset.photos}) > 45


def test_photos_are_stored_small_once_and_without_exif(tmp_path):
    wide = np.random.default_rng(0).integers(0, 256, (300, 1024, 3), np.uint8)
    photo_hash = photo_store.put(wide, tmp_path)
    assert photo_store.put(wide, tmp_path) == photo_hash
    assert [file.name for file in (tmp_path / "photos").iterdir()] == [f"{photo_hash}.jpg"]
    assert photo_store.get(photo_hash, tmp_path).shape == (150, 512, 3)
    assert b"Exif" not in photo_store.path(photo_hash, tmp_path).read_bytes()
    assert reason(photo_store.get, "0" * 64, tmp_path) == "photo.missing"
    with pytest.raises(ValueError, match="hexadecimal"):
        photo_store.path("../../secret", tmp_path)


def test_what_cannot_be_used_is_left_out_with_its_reason(tmp_path):
    files = two_classes() | {
        "a/words.txt": b"no photo",
        "a/inner.zip": zipped({"c/1.png": photo(1)}),
        "a/twice.png": two_classes()["a/0.png"],
        "a/both.png": photo(7),
        "b/both too.png": photo(7),
        "loose.png": photo(8),
    }
    dataset = from_zip(zipped(files), tmp_path)
    assert dataset.counts == (2, 2)
    assert reasons(dataset.rejected) == [
        ("both too.png", "dataset.two_classes"),
        ("both.png", "dataset.two_classes"),
        ("inner.zip", "archive.nested"),
        ("loose.png", "dataset.no_folder"),
        ("twice.png", "dataset.duplicate"),
        ("words.txt", "image.not_an_image"),
    ]


def test_a_damaged_file_in_the_zip_costs_only_itself(tmp_path):
    files = two_classes() | {"a/hurt.png": b"0123456789" * 20}
    data = zipped(files, zipfile.ZIP_STORED).replace(b"0123456789" * 20, b"9876543210" * 20)
    dataset = from_zip(data, tmp_path)
    assert dataset.counts == (2, 2)
    assert reasons(dataset.rejected) == [("hurt.png", "archive.damaged_file")]


def with_raw_name(name, raw):
    """Return a zip whose entries name a class by `raw` bytes, without the UTF-8 flag."""
    placeholder = "x" * len(raw)
    data = zipped({f"{placeholder}/{i}.png": photo(i) for i in range(2)} | two_classes())
    return data.replace(placeholder.encode(), raw)


@pytest.mark.parametrize("encoding", ["cp949", "utf-8"])
def test_korean_folder_names_without_the_flag_are_read(tmp_path, encoding):
    dataset = from_zip(with_raw_name("고양이", "고양이".encode(encoding)), tmp_path)
    assert "고양이" in dataset.class_names


def test_decomposed_names_from_macos_are_one_class(tmp_path):
    apart = unicodedata.normalize("NFD", "고양이")
    files = {f"{apart}/1.png": photo(1), "고양이/2.png": photo(2)} | two_classes()
    assert from_zip(zipped(files), tmp_path).class_names == ("a", "b", "고양이")


def test_names_never_become_paths(tmp_path):
    store = tmp_path / "store"
    files = two_classes() | {
        "../../evil/1.png": photo(1),
        "..\\evil\\2.png": photo(2),
        "/abs/3.png": photo(3),
        "C:\\abs\\4.png": photo(4),
    }
    dataset = from_zip(zipped(files), store)
    assert dataset.class_names == ("a", "b")
    assert reasons(dataset.rejected) == [(f"{i}.png", "archive.outside") for i in range(1, 5)]
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert {path.stem for path in store.rglob("*.jpg")} == {p.hash for p in dataset.photos}


def test_links_are_not_followed(tmp_path):
    link = zipfile.ZipInfo("a/link.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    dataset = from_zip(with_entry(link, b"/etc/passwd"), tmp_path)
    assert dataset.counts == (2, 2)
    assert reasons(dataset.rejected) == [("link.png", "archive.link")]


def test_of_equal_names_each_photo_is_taken(tmp_path):
    dataset = from_zip(with_entry(zipfile.ZipInfo("a/0.png"), photo(9)), tmp_path)
    assert dataset.counts == (3, 2)


def test_a_directory_of_a_million_entries_is_refused_unread():
    record = zipped({"a/": b""})
    at = record.index(b"PK\x01\x02")
    data = record[:at] + record[at:] * 4001
    assert reason(photo_archive.PhotoArchive.open, data) == "archive.too_many_files"


def with_entry(info, data):
    """Return the zip of two classes with one entry more."""
    buffer = io.BytesIO(zipped(two_classes()))
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(info, data)
    return buffer.getvalue()


def encrypted():
    data = bytearray(zipped(two_classes()))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        struct.pack_into("<H", data, at + offset, 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "archive.not_a_zip"),
        (photo(0), "archive.not_a_zip"),
        (zipped(two_classes())[:-30], "archive.not_a_zip"),
        (encrypted(), "archive.encrypted"),
        (zipped(two_classes(), zipfile.ZIP_LZMA), "archive.compression"),
        (zipped(two_classes(), zipfile.ZIP_BZIP2), "archive.compression"),
        (zipped({f"a/{i}": b"" for i in range(1001)}), "archive.too_many_files"),
        (zipped({}), "dataset.too_few_classes"),
        (zipped({"a/1.png": photo(1), "a/2.png": photo(2)}), "dataset.too_few_classes"),
        (zipped({f"{i}/1.png": photo(i) for i in range(11)}), "dataset.too_many_classes"),
        (zipped({**two_classes(), "c/1.png": photo(1)}), "dataset.too_few_photos"),
        (zipped({**two_classes(), f"{'c' * 41}/1.png": photo(1)}), "dataset.class_name"),
        (zipped({**two_classes(), "c\x07/1.png": photo(1)}), "dataset.class_name"),
    ],
)
def test_what_is_no_data_set_is_refused_by_name(tmp_path, data, expected):
    assert reason(from_zip, data, tmp_path) == expected


def test_the_class_with_too_few_photos_is_named(tmp_path):
    files = two_classes() | {"c/1.png": photo(1), "c/2.png": b"no photo"}
    with pytest.raises(gathering.DatasetError, match="“c” has 1 usable"):
        from_zip(zipped(files), tmp_path)


def test_a_zip_bomb_is_refused_before_and_while_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(photo_archive, "MAX_TOTAL_BYTES", 2**20)
    bomb = zipped(two_classes() | {"a/zeros.png": bytes(2**20 + 1)})
    assert len(bomb) < 2**14
    assert reason(from_zip, bomb, tmp_path) == "archive.too_large"
    size = struct.pack("<I", 2**20 + 1)
    lying = bomb.replace(size, struct.pack("<I", 100))  # declares 100 bytes
    rejected = from_zip(lying, tmp_path).rejected
    assert reasons(rejected) == [("zeros.png", "archive.damaged_file")]
    archive = photo_archive.PhotoArchive.open(zipped(two_classes()))
    monkeypatch.setattr(photo_archive, "MAX_TOTAL_BYTES", 300)
    with pytest.raises(photo_archive.ArchiveError, match="larger"):
        [archive.read(entry) for entry in archive.entries]


def test_the_fingerprint_follows_content_and_not_order(tmp_path):
    photos = (Photo(0, "1" * 64, "g"), Photo(0, "2" * 64, "g"), Photo(1, "3" * 64, "h"))
    one = Dataset(("a", "b"), photos, tmp_path)
    assert one.fingerprint == Dataset(("a", "b"), photos[::-1], tmp_path / "other").fingerprint
    assert one == Dataset(("a", "b"), photos[::-1], tmp_path / "other")
    relabelled = (*photos[:2], Photo(0, "3" * 64, "h"))
    others = [
        Dataset(("a", "c"), photos, tmp_path),
        Dataset(("b", "a"), photos, tmp_path),
        Dataset(("a", "b"), relabelled, tmp_path),
        Dataset(("a", "b"), photos[:2], tmp_path),
    ]
    assert len({other.fingerprint for other in (one, *others)}) == 5


def test_all_photos_together_have_a_limit_of_pixels(tmp_path, monkeypatch):
    """One may go beyond it: how many it has is known when it is decoded."""
    monkeypatch.setattr(gathering, "MAX_PIXELS", 3 * 64)
    assert from_zip(zipped(two_classes()), tmp_path).counts == (2, 2)
    monkeypatch.setattr(gathering, "MAX_PIXELS", 3 * 64 - 1)
    assert reason(from_zip, zipped(two_classes()), tmp_path) == "dataset.too_many_pixels"


def test_reading_them_ends_after_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "MAX_SECONDS", -1)
    assert reason(from_zip, zipped(two_classes()), tmp_path) == "dataset.too_slow"


def test_who_keeps_what_was_refused_keeps_nothing_of_the_files(tmp_path):
    class Picture:
        pass

    pictures = []

    def take(data, store):
        if data == b"damaged":
            half_decoded = Picture()
            pictures.append(weakref.ref(half_decoded))
            raise images.ImageError("image.truncated", "the file is damaged or cut short")
        return photo_store.take(data, store)

    archive = photo_archive.PhotoArchive.open(zipped(two_classes() | {"a/x.png": b"damaged"}))
    kept = datasets.from_archive(archive, tmp_path, take)
    assert reasons(kept.rejected) == [("x.png", "image.truncated")]
    gc.collect()
    assert [picture() for picture in pictures] == [None]
