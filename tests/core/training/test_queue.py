"""Trainings as jobs that never start: what is known of them, and how long they would take."""

import threading
from dataclasses import replace

import pytest

from core import jobs
from core.datasets.dataset import Dataset, Photo
from core.jobs.registry import Registry
from core.training import queue as training_queue
from core.training.config import AUGMENTATIONS
from core.training.data.features import FeatureCache
from core.training.data.sets import divide
from core.training.planning import speed as training_speed
from core.training.queue import Request
from core.training.run import TrainingConfig

CONFIG = TrainingConfig(draws=1, augmentation=AUGMENTATIONS["mild"], image_size=96)


@pytest.fixture
def dataset(tmp_path):
    photos = [
        Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(10)
    ]
    return Dataset(("고양이", "b"), tuple(photos), tmp_path / "store")


@pytest.fixture
def start_server(tmp_path, monkeypatch):
    """Return a function that stands a fresh registry in, as after a restart of the server."""
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))

    def start():
        registry = Registry(tmp_path / "runs", lambda folder, work: threading.Event().wait())
        for name in ("submit", "attach", "live", "note", "events"):
            monkeypatch.setattr(jobs, name, getattr(registry, name))

    start()
    return start


def test_a_run_that_the_server_lost_is_asked_for_again(start_server, dataset):
    request = Request(CONFIG, dataset)
    key = training_queue.submit(CONFIG, dataset).key
    assert key == request.key
    assert training_queue.request_of(key) == request
    start_server()
    assert jobs.attach(key).state == "interrupted"
    assert training_queue.request_of(key) == request
    assert training_queue.request_of(key).dataset.folder == dataset.folder
    assert training_queue.submit(request.config, request.dataset).live


def test_a_run_of_another_version_is_not_asked_for_again(start_server, dataset, monkeypatch):
    key = training_queue.submit(CONFIG, dataset).key
    note = jobs.note(key)
    with monkeypatch.context() as older:
        older.setattr(training_queue.training, "FORMAT", 0)
        assert training_queue.request_of(key) is None
    assert training_queue.request_of(key) is not None
    for broken in ({}, {**note, "config": note["config"] | {"epochs": 0}}, {**note, "dataset": []}):
        monkeypatch.setattr(jobs, "note", lambda key, broken=broken: broken)
        assert training_queue.request_of(key) is None


def test_times_by_hand(start_server, dataset, monkeypatch):
    """Speeds: 2 photos through VGG16, 4 steps of the head a second, a start in 3 seconds.

    Of 20 photos 12 are learnt from and drawn once: 32 variants; an epoch is one step.
    """
    photo = training_speed.work(CONFIG, 0, 0, 1)["features"]
    speeds = {"start": 1 / 3, "features": 2 * photo, "head": 4}
    monkeypatch.setattr(training_queue, "measured", lambda root: speeds)
    alone = 3 + 32 / 2 + 20 / 4
    assert training_queue.seconds_for(CONFIG, dataset) == pytest.approx(alone)
    assert training_queue.seconds_until() == 0
    first = training_queue.submit(CONFIG, dataset).key
    more = replace(CONFIG, epochs=40)
    second = training_queue.submit(more, dataset).key
    assert training_queue.seconds_until(first) == pytest.approx(alone)
    both = alone + 3 + 40 / 4  # its features are the first one's
    assert training_queue.seconds_until(second) == pytest.approx(both)
    assert training_queue.seconds_until() == pytest.approx(both)


def test_features_that_are_there_cost_no_time(start_server, dataset, tmp_path, monkeypatch):
    sets = divide(CONFIG, dataset)
    cache = FeatureCache(tmp_path / "features", "block5_pool", 96)
    before = training_queue.seconds_for(CONFIG, dataset)
    for variant in sets.variants:
        cache._file(variant).parent.mkdir(parents=True, exist_ok=True)
        cache._file(variant).touch()
    steps = training_speed.work(CONFIG, len(sets.learn), 32, 0)
    assert training_queue.seconds_for(CONFIG, dataset) == training_speed.seconds(steps, {})
    assert training_queue.seconds_for(CONFIG, dataset) < before
