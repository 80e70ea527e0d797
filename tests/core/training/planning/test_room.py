"""What a training writes, by hand."""

import shutil
from collections import namedtuple
from dataclasses import replace

import pytest

from core.datasets.dataset import Dataset, Photo
from core.host.disk import SpaceError
from core.training import run
from core.training.config import AUGMENTATIONS, TrainingConfig
from core.training.data.features import VERSION
from core.training.data.sets import divide
from core.training.planning.cost import FIGURES_BYTES, run_bytes, trained_parameters
from core.training.planning.room import needed_bytes

CONFIG = TrainingConfig(draws=1, augmentation=AUGMENTATIONS["mild"], image_size=96)
FEATURE = 2 * 3 * 3 * 512  # bytes of block5_pool at 96 pixels, as float16


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    photos = [
        Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(10)
    ]
    return Dataset(("a", "b"), tuple(photos), tmp_path / "store")


def test_a_run_is_its_trained_layers_and_its_figures():
    large = replace(CONFIG, pooling="flatten", head_units=512)
    weights = 3 * 3 * 512 * 512 + 512 + 512 * 2 + 2
    assert trained_parameters(large, 2) == weights
    assert run_bytes(large, 2) == 4 * weights + FIGURES_BYTES


def test_it_writes_the_features_that_are_missing_and_itself(dataset, tmp_path):
    sets = divide(CONFIG, dataset)
    assert len(sets.variants) == 12 + 12 + 8  # photos to learn from, their draws, the others
    assert needed_bytes(CONFIG, dataset) == 32 * FEATURE + run_bytes(CONFIG, 2)
    folder = tmp_path / "features" / VERSION / "block5_pool-96"
    folder.mkdir(parents=True)
    for variant in sets.variants[:30]:
        (folder / f"{variant.name}.npy").touch()
    assert needed_bytes(CONFIG, dataset) == 2 * FEATURE + run_bytes(CONFIG, 2)
    scratch = TrainingConfig("scratch", image_size=96)
    assert needed_bytes(scratch, dataset) == run_bytes(scratch, 2)


def test_it_is_asked_for_again_when_the_turn_has_come(dataset, tmp_path, monkeypatch):
    """Those that were asked for at the same time have filled the disk meanwhile."""
    usage = namedtuple("usage", "free")
    room = 2**30 + needed_bytes(CONFIG, dataset) - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(room))
    with pytest.raises(SpaceError) as refusal:
        next(run.work(CONFIG, dataset)(tmp_path / "folder"))
    assert refusal.value.reason == "disk.needed"
