"""A real training in a real worker that is killed in the middle of it."""

import os
import signal

import pytest

from core.datasets.dataset import Dataset, Photo
from core.jobs.registry import Registry
from core.jobs.worker_outcome import result
from core.photos import store as photo_store
from core.training.config import TrainingConfig
from core.training.run import run_key, work
from core.training.stored.runs import Run
from tests.support.jobs import by, ended, kinds, worker_process
from tests.support.photos import noise
from tests.support.waiting import wait_until

pytestmark = pytest.mark.tensorflow  # in the worker

CONFIG = TrainingConfig(epochs=40, head_units=8, image_size=96)


@pytest.fixture
def dataset(tmp_path):
    hashes = [photo_store.put(noise(number), tmp_path / "store") for number in range(12)]
    labelled = tuple(Photo(place % 2, photo, photo) for place, photo in enumerate(hashes))
    return Dataset(("a", "b"), labelled, tmp_path / "store")


def test_a_training_killed_in_its_epochs_leaves_no_run_and_goes_on_from_its_features(
    dataset, own_state
):
    runs = own_state / "runs"
    with worker_process() as worker:
        registry = Registry("train", runs, by(worker))
        pid = result(worker.submit(os.getpid))
        key = run_key(CONFIG, dataset)

        def epochs():
            return kinds(registry.events(key)).count("epoch")

        registry.submit(key, work(CONFIG, dataset))
        wait_until(lambda: epochs() >= 3, every=0.005)
        os.kill(pid, signal.SIGKILL)
        assert ended(registry, key, 300).state == "failed"
        assert not (runs / key).exists()
        registry.submit(key, work(CONFIG, dataset))
        assert ended(registry, key, 300).state == "finished"
    assert epochs() == 40
    assert Run.read(key).result.cached == 12
    assert Run.read(key).classifier().class_names == ("a", "b")
