import hashlib
import json
import shutil

import pytest

from core.host import assets


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Move the assets' root to an empty folder, with nothing remembered."""
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    assets.verified.cache_clear()
    yield tmp_path
    assets.verified.cache_clear()


@pytest.fixture
def bundled(elsewhere):
    """Bundle one small file as the scripts do."""
    content = b"weights"
    (elsewhere / "models").mkdir()
    (elsewhere / "models" / "net.bin").write_bytes(content)
    manifest = {"net.bin": {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}}
    (elsewhere / "models" / "manifest.json").write_text(json.dumps(manifest))
    return elsewhere / "models" / "net.bin"


def bundled_models():
    return sorted(json.loads((assets.ROOT / "models" / "manifest.json").read_text()))


@pytest.mark.parametrize("file", bundled_models())
def test_every_bundled_model_file_is_whole(file):
    assert assets.verified(f"models/{file}") == assets.ROOT / "models" / file


def test_the_manifest_names_every_model_file_and_its_size():
    folder = assets.ROOT / "models"
    manifest = json.loads((folder / "manifest.json").read_text())
    beside = {"manifest.json", "Apache-2.0.txt", "WordNet.txt"}
    sizes = {file.name: file.stat().st_size for file in folder.iterdir() if file.name not in beside}
    assert {file: entry["bytes"] for file, entry in manifest.items()} == sizes


def test_a_whole_file_is_accepted_and_read_once(bundled):
    assert assets.verified("models/net.bin") == bundled
    bundled.write_bytes(b"changed")
    assert assets.verified("models/net.bin") == bundled


@pytest.mark.parametrize("content", [b"", b"weight", b"Weights"])
def test_a_damaged_copy_is_refused_by_name_until_it_is_repaired(bundled, content):
    whole = bundled.read_bytes()
    bundled.write_bytes(content)
    with pytest.raises(assets.AssetError, match=r"models/net\.bin") as refusal:
        assets.verified("models/net.bin")
    assert refusal.value.reason == "asset.damaged"
    assert refusal.value.values == {"file": "models/net.bin"}
    bundled.write_bytes(whole)
    assert assets.verified("models/net.bin") == bundled


@pytest.mark.parametrize("missing", ["net.bin", "manifest.json"])
def test_a_missing_file_is_named(bundled, missing):
    (bundled.parent / missing).unlink()
    with pytest.raises(assets.AssetError) as refusal:
        assets.verified("models/net.bin")
    assert refusal.value.reason == "asset.missing"
    assert refusal.value.values == {"file": f"models/{missing}"}


def test_a_file_outside_its_manifest_is_not_trusted(bundled):
    shutil.copy(bundled, bundled.with_name("other.bin"))
    with pytest.raises(assets.AssetError) as refusal:
        assets.verified("models/other.bin")
    assert refusal.value.reason == "asset.missing"


def test_path_names_what_is_missing(elsewhere):
    with pytest.raises(assets.AssetError, match="animals"):
        assets.animal_set()


def test_samples_have_captions_in_both_languages_and_a_credit():
    samples = assets.samples()
    assert samples[0].name == "chelsea"
    for sample in samples:
        assert sample.path.is_file()
        assert sample.captions.keys() == {"ko", "en"}
        assert sample.creator
        assert sample.licence in {"CC0-1.0", "Public domain"}
        assert sample.source


def test_every_class_of_the_animal_set_has_names_and_a_folder():
    folders = {folder.name for folder in assets.animal_set().iterdir() if folder.is_dir()}
    assert assets.animal_names().keys() == folders
    assert all(names.keys() == {"ko", "en"} for names in assets.animal_names().values())


def test_imagenet_classes_are_1000_distinct_names_in_keras_order():
    classes = json.loads(assets.path("models/imagenet_classes.json").read_text(encoding="utf-8"))
    assert len({entry["name"] for entry in classes}) == 1000
    wnids = [entry["wnid"] for entry in classes]
    assert wnids == sorted(wnids)
    known = {0: "tench", 207: "golden retriever", 388: "giant panda", 999: "toilet tissue"}
    assert {index: classes[index]["name"] for index in known} == known
    assert classes[388]["ko"] == "대왕판다"
