"""Trainings as jobs that never start: what is known of them, and how long they would take."""

import threading
from dataclasses import replace

import pytest

from core import jobs
from core.datasets.dataset import Dataset, Photo
from core.jobs.event_log import Failed, append
from core.jobs.registry import Registry
from core.training import queue, run
from core.training.config import AUGMENTATIONS, TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import divide
from core.training.events import DeviceFound
from core.training.planning import speed
from core.training.queue import Request
from tests.stored_runs import store

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
    key = queue.submit(Request(CONFIG, dataset)).key
    assert key == request.key
    assert queue.request_of(key) == request
    start_server()
    assert jobs.attach(key).state == "interrupted"
    assert queue.request_of(key) == request
    assert queue.request_of(key).dataset.folder == dataset.folder
    assert queue.submit(request).live


def test_a_run_of_another_version_is_not_asked_for_again(start_server, dataset, monkeypatch):
    key = queue.submit(Request(CONFIG, dataset)).key
    note = jobs.note(key)
    with monkeypatch.context() as older:
        older.setattr(run, "FORMAT", 0)
        assert queue.request_of(key) is None
    broken = (
        {},
        {**note, "config": note["config"] | {"epochs": 0}},
        {**note, "config": note["config"] | {"epochs": 19}},  # it would be another run
        {**note, "config": []},
        {**note, "dataset": []},
        {**note, "dataset": note["dataset"] | {"photos": [[0, "0f"]]}},
    )
    for noted in (note, *broken):
        monkeypatch.setattr(jobs, "note", lambda _, noted=noted: noted)
        assert (queue.request_of(key) is not None) == (noted is note)


def test_times_by_hand(start_server, dataset, monkeypatch):
    """Speeds: 2 photos through VGG16, 4 steps of the head a second, a start in 3 seconds.

    Of 20 photos 12 are learnt from and drawn once: 32 variants; an epoch is one step.
    """
    photo = speed.workload(CONFIG, 0, 0, 1)["features"]
    speeds = {"start": 1 / 3, "features": 2 * photo, "head": 4}
    monkeypatch.setattr(queue, "measured", lambda root: speeds)
    alone = 3 + 32 / 2 + 20 / 4
    assert queue.seconds_for(Request(CONFIG, dataset)) == pytest.approx(alone)
    assert queue.seconds_until() == 0
    first = queue.submit(Request(CONFIG, dataset)).key
    more = replace(CONFIG, epochs=40)
    second = queue.submit(Request(more, dataset)).key
    assert queue.seconds_until(first) == pytest.approx(alone)
    both = alone + 3 + 40 / 4  # its features are the first one's
    assert queue.seconds_until(second) == pytest.approx(both)
    assert queue.seconds_until() == pytest.approx(both)


def test_features_that_are_there_cost_no_time(start_server, dataset, tmp_path, monkeypatch):
    sets = divide(CONFIG, dataset)
    cache = FeatureCache(tmp_path / "features", "block5_pool", 96)
    before = queue.seconds_for(Request(CONFIG, dataset))
    for variant in sets.variants:
        cache._file(variant).parent.mkdir(parents=True, exist_ok=True)
        cache._file(variant).touch()
    steps = speed.workload(CONFIG, len(sets.learn), 32, 0)
    assert queue.seconds_for(Request(CONFIG, dataset)) == speed.seconds(steps, {})
    assert queue.seconds_for(Request(CONFIG, dataset)) < before


def test_a_damaged_run_counts_as_none_and_is_trained_again(start_server, dataset, tmp_path):
    request = Request(CONFIG, dataset)
    store(tmp_path / "runs", CONFIG, dataset)
    assert queue.attach(request.key).state == "finished"
    damaged = Request(replace(CONFIG, seed=1), dataset)
    store(tmp_path / "runs", damaged.config, dataset)
    (tmp_path / "runs" / damaged.key / "metrics.json").write_text("{")
    assert jobs.attach(damaged.key).state == "finished"
    assert queue.attach(damaged.key) is None
    assert queue.submit(request).state == "finished"
    assert queue.submit(damaged).live
    assert not (tmp_path / "runs" / damaged.key).exists()


def test_what_a_run_has_told_is_read_as_records(start_server, dataset, tmp_path):
    key = queue.submit(Request(CONFIG, dataset)).key
    assert queue.events(key) == []
    log = tmp_path / "runs" / f"{key}.partial" / "events.jsonl"
    told = [DeviceFound("CPU"), Failed("photo.missing", {"photo": "0f"}, "a photo is gone")]
    for event in told:
        append(log, event)
    assert queue.events(key) == told
    assert str(queue.events(key)[1].error) == "a photo is gone"
