"""A real training in a real worker that is killed in the middle of it."""

import os
import signal

import numpy as np
import pytest

from core.datasets.dataset import Dataset, Photo
from core.host import state
from core.jobs.registry import Registry
from core.jobs.worker_process import WorkerProcess, result
from core.photos import store as photo_store
from core.training.config import TrainingConfig
from core.training.run import run_key, work
from core.training.stored.runs import Run
from tests.support.waiting import wait_until

pytestmark = pytest.mark.tensorflow  # in the worker

CONFIG = TrainingConfig(epochs=40, head_units=8, image_size=96)


@pytest.fixture
def dataset(tmp_path):
    rng = np.random.default_rng(0)
    photos = [rng.integers(0, 256, (40, 40, 3), np.uint8) for _ in range(12)]
    hashes = [photo_store.put(photo, tmp_path / "store") for photo in photos]
    labelled = tuple(Photo(place % 2, photo, photo) for place, photo in enumerate(hashes))
    return Dataset(("a", "b"), labelled, tmp_path / "store")


def test_a_training_killed_in_its_epochs_leaves_no_run_and_goes_on_from_its_features(
    dataset, tmp_path, monkeypatch
):
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path / "data"))
    state.close()
    worker = WorkerProcess()
    registry = Registry(
        "train",
        tmp_path / "data" / "runs",
        lambda folder, work: result(worker.submit(folder.perform, work)),
    )
    pid = result(worker.submit(os.getpid))
    key = run_key(CONFIG, dataset)

    def kinds():
        return [event["kind"] for event in registry.events(key)]

    registry.submit(key, work(CONFIG, dataset))
    wait_until(lambda: kinds().count("epoch") >= 3, every=0.005)
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not registry.attach(key).live, 300)
    assert registry.attach(key).state == "failed"
    assert not (tmp_path / "data" / "runs" / key).exists()
    registry.submit(key, work(CONFIG, dataset))
    wait_until(lambda: not registry.attach(key).live, 300)
    worker.shutdown()
    assert registry.attach(key).state == "finished"
    assert kinds().count("epoch") == 40
    assert Run.read(key).result.cached == 12
    assert Run.read(key).classifier().class_names == ("a", "b")
    state.close()
