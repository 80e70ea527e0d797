import hashlib
import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from core.host import assets
from core.networks import weights


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """A bundled file of one array, and its manifest."""
    folder = tmp_path / "models"
    folder.mkdir()
    file = folder / "tiny_float16.safetensors"
    save_file({"kernel": np.array([0.5, -2.0], np.float16)}, file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({file.name: {"sha256": digest}}))
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    assets.verified.cache_clear()
    yield file
    assets.verified.cache_clear()


@pytest.mark.usefixtures("bundle")
def test_comes_as_float32():
    arrays = weights.load("tiny")
    assert arrays["kernel"].dtype == np.float32
    np.testing.assert_array_equal(arrays["kernel"], [0.5, -2.0])


def test_a_damaged_file_is_named(bundle):
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"\0")
    with pytest.raises(assets.AssetError, match=r"tiny_float16\.safetensors") as caught:
        weights.load("tiny")
    assert caught.value.reason == "asset.damaged"


def test_a_missing_file_is_named(bundle):
    bundle.unlink()
    with pytest.raises(assets.AssetError, match=r"tiny_float16\.safetensors") as caught:
        weights.load("tiny")
    assert caught.value.reason == "asset.missing"
