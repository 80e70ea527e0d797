"""Crawls that several people ask for at once."""

import os
import time

import pytest

from core.crawling import CrawlRequest, Policy, desk, end_crawls
from core.crawling.desk import Desk
from core.host.disk import SpaceError
from tests.core.crawling.rig import crawling_processes
from tests.support.jobs import ended, kinds
from tests.support.waiting import wait_until

pytestmark = pytest.mark.slow  # real processes, or many pages


@pytest.fixture
def office(rig, own_state):
    return Desk(own_state / "crawls", Policy(mirror=rig.address, pause=0.0, seconds=30.0))


def request(words, source="openverse", label="fox", count=30):
    return CrawlRequest(source, label, words, count)


def test_equal_requests_are_crawled_once_and_a_finished_one_answers_again(office, rig):
    before = len(rig.asked)
    job = office.ask(request("red fox"), "ann")
    assert office.ask(request("red fox", label="여우"), "bo").key == job.key
    job = ended(office, job.key)
    assert job.state == "finished"
    assert kinds(office.events(job.key)).count("photo") == 12
    assert kinds(office.events(job.key))[-2:] == ["result", "finished"]
    assert len(list((job.folder / "photos").glob("*.jpg"))) == 12
    asked = len(rig.asked)
    assert sum("/photo/" in path for path, _ in rig.asked[before:]) == 12
    assert office.ask(request("red fox"), "cy").state == "finished"
    assert len(rig.asked) == asked


def test_a_sweep_leaves_a_crawl_alone_that_is_just_being_asked_for(office, monkeypatch):
    job = ended(office, office.ask(request("red fox"), "ann").key)
    os.utime(job.folder, (0, 0))
    sweep, touch = office.sweep, os.utime

    def after_a_sweep(folder):
        sweep()
        touch(folder)

    monkeypatch.setattr(office, "sweep", lambda: None)  # the one that asking begins with
    monkeypatch.setattr(os, "utime", after_a_sweep)
    office.ask(request("red fox"), "bo")
    assert office.attach(job.key).state == "finished"


def test_two_run_and_the_third_waits(office):
    keys = [office.ask(request("forever", source), "ann").key for source in ("openverse", "bing")]
    wait_until(lambda: all(office.attach(key).state == "running" for key in keys))
    third = office.ask(request("red fox"), "ann")
    assert (third.state, third.ahead) == ("queued", 2)
    office.leave(keys[0], "ann")
    assert ended(office, third.key).state == "finished"
    office.leave(keys[1], "ann")
    assert ended(office, keys[1]).state == "cancelled"


def test_the_end_of_the_server_ends_crawls_that_hang_and_the_next_goes_on(office, rig, own_state):
    key = office.ask(request("slow photos", count=3), "ann").key
    wait_until(lambda: "photo" in kinds(office.events(key)))
    (crawling,) = crawling_processes()
    crawling.suspend()
    end_crawls()
    wait_until(lambda: not crawling_processes())
    next_one = Desk(own_state / "crawls", Policy(mirror=rig.address, pause=0.0, seconds=30.0))
    wait_until(lambda: not crawling.is_running())
    assert next_one.attach(key).state == "running"
    next_one.recover()
    assert ended(next_one, key).state == "finished"


def test_the_last_to_leave_ends_the_crawl_and_its_photos_stay(office):
    key = office.ask(request("slow photos"), "ann").key
    office.ask(request("slow photos"), "bo")
    wait_until(lambda: "photo" in kinds(office.events(key)))
    office.leave(key, "ann")
    office.leave(key, "ann")
    assert office.attach(key).state == "running"
    started = time.monotonic()
    office.leave(key, "bo")
    job = ended(office, key)
    assert job.state == "cancelled"
    assert time.monotonic() - started < 5  # about one is meant; the machine may be busy
    assert list((job.folder / "photos").glob("*.jpg"))
    assert not crawling_processes()


def test_a_crawl_without_photos_has_failed_and_can_be_asked_for_again(office):
    job = ended(office, office.ask(request("page broken"), "ann").key)
    assert job.state == "failed"
    assert office.events(job.key)[-1]["reason"] == "crawl.http_status"
    assert office.events(job.key)[-1]["values"] == {"status": 500}
    assert ended(office, office.ask(request("page broken"), "ann").key).state == "failed"


@pytest.mark.parametrize(
    ("reason", "kept", "state"),
    [
        ("crawl.enough", 3, "finished"),
        ("crawl.exhausted", 3, "finished"),
        ("crawl.exhausted", 0, "failed"),
        ("crawl.deadline", 3, "failed"),
        ("crawl.http_status", 3, "failed"),
    ],
)
def test_a_crawl_that_was_cut_off_has_failed_and_is_asked_again(
    office, monkeypatch, reason, kept, state
):
    counts = {"found": 3, "kept": kept, "rejected": 0}
    asked = []

    def crawl(request, store, limits):
        asked.append(request)
        yield {"kind": "progress", **counts}
        yield {"kind": "finished", "reason": reason, "values": {"status": 429}, **counts}

    monkeypatch.setattr(desk, "crawl", crawl)
    for _ in range(2):
        job = ended(office, office.ask(request("red fox"), "ann").key)
        assert job.state == state
    assert len(asked) == (1 if state == "finished" else 2)
    last = office.events(job.key)[-1 if state == "failed" else -2]
    assert (last["kind"], last["reason"]) == (
        "failed" if state == "failed" else "result",
        reason,
    )
    assert last["values"] == {"status": 429}


def test_a_full_disk_is_said_before_anything_is_asked(office, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", str(2**42))
    with pytest.raises(SpaceError) as refusal:
        office.ask(request("red fox"), "ann")
    assert refusal.value.reason == "disk.full"


def test_old_crawls_are_removed_when_somebody_asks_and_live_ones_are_not(office, own_state):
    live = office.ask(request("forever"), "ann")
    wait_until(lambda: office.attach(live.key).state == "running")
    crawls = own_state / "crawls"
    old, new = (crawls / (digit * 64) for digit in "ab")
    for folder in (old, new, crawls / "no crawl"):
        folder.mkdir()
    for folder in (old, live.folder, crawls / "no crawl"):
        os.utime(folder, (0, 0))
    office.sweep()
    assert sorted(path.name for path in crawls.iterdir() if path.is_dir()) == sorted(
        [new.name, "no crawl", live.folder.name]
    )
    office.leave(live.key, "ann")
    assert ended(office, live.key).state == "cancelled"


def test_a_crawl_that_is_asked_for_again_counts_as_new(office, monkeypatch):
    key = office.ask(request("red fox"), "ann").key
    os.utime(ended(office, key).folder, (0, 0))
    monkeypatch.setenv("CONVSCOPE_CRAWL_DAYS", "1e9")
    office.ask(request("red fox"), "bo")
    monkeypatch.setenv("CONVSCOPE_CRAWL_DAYS", "1")
    office.sweep()
    assert office.attach(key).state == "finished"


def test_the_key_of_a_source_is_written_nowhere(rig, tmp_path):
    key = "wjlQ7secret"
    office = Desk(tmp_path, Policy(mirror=rig.address, pause=0.0, openverse_key=key))
    assert ended(office, office.ask(request("redirected"), "ann").key).state == "finished"
    sent = [headers.get("Authorization") for path, headers in rig.asked if "/v1/images" in path]
    assert f"Bearer {key}" in sent
    assert not any("Authorization" in headers for path, headers in rig.asked if "/photo/" in path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any(path.name == "crawl.log" for path in files)
    assert not any(key.encode() in path.read_bytes() for path in files)
    assert key not in repr(Policy(openverse_key=key))
