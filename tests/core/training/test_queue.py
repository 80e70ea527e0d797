"""Trainings as jobs that never start: what is known of them, and how long they would take."""

import shutil
import threading
from collections import namedtuple
from dataclasses import replace

import pytest

from core import jobs
from core.datasets.dataset import Dataset, Photo
from core.host import state
from core.host.disk import SpaceError
from core.host.state import QueueError, job_line
from core.jobs.event_log import Failed
from core.jobs.folder import JobFolder
from core.jobs.registry import Registry
from core.photos import PhotoMissingError
from core.photos import store as photo_store
from core.training import queue, run
from core.training.config import AUGMENTATIONS, TrainingConfig
from core.training.data.features import FeatureCache
from core.training.data.sets import divide
from core.training.events import DeviceFound
from core.training.planning import speed
from core.training.planning.room import needed_bytes
from core.training.queue import Request
from tests.support.stored_runs import store
from tests.support.waiting import wait_until

MOST = 3
CONFIG = TrainingConfig(draws=1, augmentation=AUGMENTATIONS["mild"], image_size=96)


@pytest.fixture
def dataset(tmp_path):
    photos = [
        Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(10)
    ]
    for photo in photos:
        file = photo_store.path(photo.hash, tmp_path / "store")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(photo.hash.encode())
    return Dataset(("고양이", "b"), tuple(photos), tmp_path / "store")


@pytest.fixture
def begun():
    """Is set once a run is being performed."""
    return threading.Event()


@pytest.fixture
def start_server(own_state, monkeypatch, begun):
    """Return a function that stands a fresh registry in, as after a restart of the server."""

    def perform(folder, work):
        begun.set()
        threading.Event().wait()

    def start():
        state.close()
        registry = Registry("train", own_state / "runs", perform, queue.remade, most=MOST)
        registry.let_go_by(queue.let_go)
        for name in ("submit", "attach", "live", "note", "noted", "events", "leave", "waits"):
            monkeypatch.setattr(jobs, name, getattr(registry, name))
        registry.recover()

    start()
    return start


def test_what_was_asked_for_is_there_after_a_restart_with_its_photos(
    start_server, dataset, tmp_path
):
    request = Request(CONFIG, dataset)
    key = queue.submit(Request(CONFIG, dataset), "ann").key
    assert key == request.key
    assert queue.request_of(key) == request
    shutil.rmtree(dataset.folder)  # who asked has left, and is forgotten
    start_server()
    assert jobs.attach(key).live
    assert jobs.waits(key, "ann")
    kept = queue.request_of(key)
    assert kept == request
    for photo in kept.dataset.photos:
        file = photo_store.path(photo.hash, kept.dataset.folder)
        assert file.read_bytes() == photo.hash.encode()
    queue.sweep()
    assert kept.dataset.folder.is_dir()


def kept_photos(root):
    return {path.parents[1].name for path in (root / "waiting").rglob("*.jpg")}


def test_a_sweep_leaves_the_photos_alone_of_a_run_that_is_just_being_asked_for(
    start_server, dataset, tmp_path, monkeypatch
):
    submit = jobs.submit

    def after_a_sweep(*asked):
        queue.sweep()
        return submit(*asked)

    monkeypatch.setattr(jobs, "submit", after_a_sweep)
    key = queue.submit(Request(CONFIG, dataset)).key
    assert kept_photos(tmp_path) == {key}


def test_photos_of_a_waiting_run_go_with_the_last_who_wants_it(start_server, dataset, tmp_path):
    running, waiting = (
        queue.submit(Request(replace(CONFIG, seed=seed), dataset), "ann").key for seed in (1, 2)
    )
    queue.submit(Request(replace(CONFIG, seed=2), dataset), "bo")
    wait_until(lambda: jobs.attach(running).state == "running")
    jobs.leave(waiting, "ann")
    jobs.leave(running, "ann")  # its process may still read them
    assert kept_photos(tmp_path) == {running, waiting}
    assert jobs.note(waiting)
    jobs.leave(waiting, "bo")
    assert kept_photos(tmp_path) == {running}
    assert jobs.note(waiting) is None


def test_photos_of_a_run_go_when_it_ends(own_state, dataset, monkeypatch):
    registry = Registry("train", own_state / "runs", lambda folder, work: None)
    registry.let_go_by(queue.let_go)
    for name in ("submit", "attach", "noted"):
        monkeypatch.setattr(jobs, name, getattr(registry, name))
    key = queue.submit(Request(CONFIG, dataset)).key
    wait_until(lambda: not registry.attach(key).live)
    wait_until(lambda: not kept_photos(own_state))


def test_photos_of_a_run_that_the_server_lost_stay_until_nobody_wants_it(
    start_server, dataset, tmp_path
):
    key = queue.submit(Request(CONFIG, dataset), "ann").key
    for _ in range(job_line.ATTEMPTS):
        wait_until(lambda: jobs.attach(key).state == "running")
        start_server()
    assert jobs.attach(key).state == "interrupted"
    queue.sweep()
    assert kept_photos(tmp_path) == {key}
    assert queue.request_of(key)
    job_line.leave_all("ann")
    queue.let_go()
    assert not kept_photos(tmp_path)
    assert queue.request_of(key) is None


def test_photos_that_are_gone_are_said_and_nothing_is_queued(start_server, dataset):
    shutil.rmtree(dataset.folder)
    with pytest.raises(PhotoMissingError):
        queue.submit(Request(CONFIG, dataset))
    assert jobs.live() == ()


def test_on_a_full_disk_no_training_is_begun(start_server, dataset, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", str(2**42))
    with pytest.raises(SpaceError):
        queue.submit(Request(CONFIG, dataset))
    assert jobs.live() == ()


def test_a_training_that_would_fill_the_disk_is_refused_before(
    start_server, dataset, tmp_path, monkeypatch
):
    """What the disk has beside the spare is one feature less than this run needs, then just it."""
    usage = namedtuple("usage", "free")
    needed = needed_bytes(CONFIG, dataset)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**30 + needed - 1))
    with pytest.raises(SpaceError) as refusal:
        queue.submit(Request(CONFIG, dataset))
    assert refusal.value.reason == "disk.needed"
    assert jobs.live() == ()
    assert not (tmp_path / "waiting").exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**30 + needed))
    assert queue.submit(Request(CONFIG, dataset)).live


def test_one_reader_has_so_many_waiting_and_others_have_room(start_server, dataset):
    for seed in range(MOST + 1):  # one of them runs
        queue.submit(Request(replace(CONFIG, seed=seed), dataset), "ann")
        wait_until(lambda: jobs.attach(jobs.live()[0]).state == "running")
    with pytest.raises(QueueError):
        queue.submit(Request(replace(CONFIG, seed=99), dataset), "ann")
    assert queue.submit(Request(replace(CONFIG, seed=99), dataset), "bo").ahead == 1


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


def test_one_look_at_the_line_serves_all_who_ask(start_server, dataset, monkeypatch):
    keys = [queue.submit(Request(replace(CONFIG, seed=n), dataset), f"{n}").key for n in range(3)]
    looks = []
    divided = queue.divide
    monkeypatch.setattr(queue, "divide", lambda *asked: looks.append(1) or divided(*asked))
    for needed in (3, 6):
        monkeypatch.setattr(queue, "GOOD_FOR", -1)  # seconds: what was found before is too old
        queue.seconds_until()
        monkeypatch.setattr(queue, "GOOD_FOR", 3600)
        first = [queue.seconds_until(key) for key in keys]
        assert first == sorted(first)
        assert [queue.seconds_until(key) for _ in range(30) for key in keys] == first * 30
        assert len(looks) == needed  # each run once, however many look


def test_features_that_are_there_cost_no_time(start_server, dataset, tmp_path, monkeypatch):
    sets = divide(CONFIG, dataset)
    cache = FeatureCache(tmp_path / "features", "block5_pool", 96)
    before = queue.seconds_for(Request(CONFIG, dataset))
    for variant in sets.variants:
        cache.path(variant).parent.mkdir(parents=True, exist_ok=True)
        cache.path(variant).touch()
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


def test_what_a_run_has_told_is_read_as_records(start_server, dataset, tmp_path, begun):
    key = queue.submit(Request(CONFIG, dataset)).key
    assert queue.events(key) == []
    assert begun.wait(20)
    told = [DeviceFound("CPU"), Failed("photo.missing", {"photo": "0f"}, "a photo is gone")]
    for event in told:
        JobFolder(tmp_path / "runs", key).tell(event)
    assert queue.events(key) == told
    assert str(queue.events(key)[1].error) == "a photo is gone"
