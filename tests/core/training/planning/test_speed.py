"""Work and times by hand."""

import os

import pytest

from core.datasets.dataset import Dataset, Photo
from core.training.config import TrainingConfig
from core.training.events import EpochEnded, FeaturesComputed, MapsComputed, Unfrozen
from core.training.planning import speed
from core.training.planning.speed import Clock, left, measured, seconds, workload
from tests.support.stored_runs import store

VGG16_PHOTO = 15_346_630_656  # multiply-adds at 224 pixels
BLOCK5_PHOTO = 3 * 9 * 512 * 512 * 14 * 14
EXTRACTION = TrainingConfig(epochs=10, batch_size=16)
TUNING = TrainingConfig("fine_tuning", epochs=4, warm_up_epochs=10, batch_size=16)


def epoch(number):
    return EpochEnded(number, 10, accuracy=0.5, loss=1.0, val_accuracy=0.5, val_loss=1.0)


def test_work_by_hand():
    assert workload(EXTRACTION, 20, 30, 10) == {
        "start": 1,
        "features": 10 * VGG16_PHOTO,
        "head": 2 * 10,
    }
    assert workload(TUNING, 20, 30, 10) == {
        "start": 1,
        "features": 10 * (VGG16_PHOTO - BLOCK5_PHOTO),
        "maps": 30 * BLOCK5_PHOTO,
        "head": 2 * 10,
        "fine_tuning": 3 * 20 * 4 * BLOCK5_PHOTO,
    }
    assert workload(TrainingConfig("scratch"), 20, 30, 30).keys() == {"start", "scratch"}


def test_seconds_are_work_by_speed_and_typical_where_none_was_measured():
    amounts = {"start": 1, "head": 20}
    assert seconds(amounts, {"start": 0.25, "head": 10}) == 4 + 2
    assert seconds(amounts, {"head": 10}) == 1 / speed.TYPICAL["start"] + 2


def test_what_is_left_shrinks_with_the_events():
    amounts = workload(TUNING, 20, 30, 10)
    assert left(TUNING, amounts, []) == amounts
    half = left(TUNING, amounts, [FeaturesComputed(20, 30, 20), FeaturesComputed(25, 30, 20)])
    assert half == amounts | {"start": 0, "features": amounts["features"] / 2}
    events = [FeaturesComputed(30, 30, 20), MapsComputed(), epoch(5)]
    warm = left(TUNING, amounts, events)
    assert warm == amounts | {"start": 0, "features": 0, "maps": 0, "head": 10}
    rest = left(TUNING, amounts, [*events, Unfrozen(11), epoch(11)])
    assert rest["head"] == 0
    assert rest["fine_tuning"] == amounts["fine_tuning"] * 3 / 4
    assert not any(
        left(
            EXTRACTION, workload(EXTRACTION, 20, 30, 0), [FeaturesComputed(30, 30, 30), epoch(10)]
        ).values()
    )


def test_a_clock_gives_the_speed_of_each_stage(monkeypatch):
    """The start takes 1 s, ten photos 4 s, ten epochs 5 s; what listeners do between counts not."""
    now = 100.0
    monkeypatch.setattr(speed.time, "perf_counter", lambda: now)

    def method():
        nonlocal now
        now += 1
        yield FeaturesComputed(20, 30, 20)
        now += 4
        yield FeaturesComputed(30, 30, 20)
        for number in range(1, 11):
            now += 0.5
            yield epoch(number)
        return "trained"

    clock, returned = Clock(EXTRACTION, 20, 30), []

    def listen():
        returned.append((yield from clock.follow(method())))

    for _ in listen():
        now += 100
    assert returned == ["trained"]
    expected = {"start": 1, "features": 10 * VGG16_PHOTO / 4, "head": 20 / 5}
    assert clock.speeds() == pytest.approx(expected)


def test_speeds_are_medians_of_the_runs_that_finished_last(tmp_path, monkeypatch):
    monkeypatch.setattr(speed, "LATEST", 4)
    photos = [Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(5)]
    dataset = Dataset(("a", "b"), tuple(photos), tmp_path)
    for number, head in enumerate((1000, 4, 10, 7, 5)):
        key = store(tmp_path, TrainingConfig(seed=number), dataset, speeds={"head": head})
        if head == 7:
            (tmp_path / key / "metrics.json").write_text('{"speeds": {"head"')
        os.utime(tmp_path / key / "metrics.json", (number, number))
    (tmp_path / "0000000a.partial").mkdir()
    assert measured(tmp_path) == {"head": 5}  # of 4, 10 and 5: the damaged one counts as none
    assert measured(tmp_path / "none") == {}
