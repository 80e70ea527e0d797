"""A data folder of before there was a database, and what killed servers leave, at today's start."""

import json
import os
import shutil
import time

import pytest

from core.crawling import CrawlRequest
from core.crawling.desk import Desk
from core.host import settings
from core.host.state import job_line, readers
from core.networks.shared_download import SharedDownload
from core.training.stored import Exports
from core.training.stored.runs import Run
from tests.support.jobs import kinds
from tests.support.serving import started, wait_until_healthy
from ui.server import lifecycle

RUN = settings.ROOT / "tests/core/training/stored/format_5"  # as it was written then
KEY = "61b2b58210e207e4c29e9f980402c6652e166f27118b31afbfb6b67dabb34f7d"
HALF = "a" * 64
CRAWL = CrawlRequest("openverse", "fox", "red fox", 30)


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def lines(*events):
    return "".join(json.dumps({"time": time.time(), **event}) + "\n" for event in events)


@pytest.fixture
def old(own_state):
    """Make what a server without a database left when it was killed; return the folder."""
    shutil.copytree(RUN / KEY, own_state / "runs" / KEY)
    photo = {"kind": "photo", "hash": "b" * 64, "manifest": {"source": "openverse"}}
    ended = ({"kind": "result", "reason": "crawl.enough"}, {"kind": "finished"})
    crawl = own_state / "crawls" / CRAWL.key
    write(crawl / "events.jsonl", lines({"kind": "started"}, photo, *ended))
    write(crawl / "photos" / f"{'b' * 64}.jpg", "photo")
    for kind in ("runs", "crawls"):
        half = own_state / kind / f"{HALF}.partial"
        write(half / "events.jsonl", lines({"kind": "started"}) + '{"time": 1.0, "kind": "epo')
        write(half / "note.json", '{"config": {')
        write(half / "stop", "")
    write(own_state / "sessions" / "tmpabc" / "photos" / f"{'c' * 64}.jpg", "somebody's photo")
    write(own_state / "workshop" / "0123456789abcdef" / "photos" / f"{'d' * 64}.jpg", "a set")
    write(own_state / "features" / "vgg16-imagenet-1" / "block5_pool-224" / "e.npy", "feature")
    return own_state


def test_what_has_finished_opens_and_what_nobody_can_claim_goes(old, caplog):
    lifecycle.sweep()
    assert caplog.records == []
    assert Run.read(KEY).class_names
    desk = Desk(old / "crawls")
    assert desk.attach(CRAWL.key).state == "finished"
    assert kinds(desk.events(CRAWL.key)) == ["started", "photo", "result", "finished"]
    assert (old / "features").is_dir()
    assert not (old / "runs" / f"{HALF}.partial").exists()
    assert not (old / "sessions").exists()
    assert list((old / "workshop").iterdir()) == []


def test_folders_of_readers_whom_nobody_knows_go(own_state):
    for reader in ("a" * 64, "b" * 64):
        write(own_state / "readers" / reader / "photos" / "x.jpg", "photo")
        for folder in (reader, f"{reader}/photos"):  # longer ago than readers are kept
            os.utime(own_state / "readers" / folder, (0, 0))
    readers.see("a" * 64)
    lifecycle.sweep()
    assert [path.name for path in (own_state / "readers").iterdir()] == ["a" * 64]


@pytest.mark.slow  # a server
def test_a_server_starts_on_it(old):
    with started("app.py", CONVSCOPE_DATA=str(old)) as (process, address):
        wait_until_healthy(process, address)
    assert not (old / "sessions").exists()
    assert (old / "runs" / KEY).is_dir()


@pytest.mark.parametrize("work", [SharedDownload, Exports])
def test_the_start_goes_on_with_long_work_and_the_sweep_cleans_after_it(
    own_state, monkeypatch, work
):
    called = []
    monkeypatch.setattr(work, "recover", lambda self: called.append("recover"))
    monkeypatch.setattr(work, "sweep", lambda self: called.append("sweep"))
    lifecycle.begin()
    lifecycle.end()
    assert called == ["sweep", "recover"]


def test_a_run_that_a_killed_server_was_asked_for_is_kept_for_its_turn(own_state):
    job_line.ask("train", HALF, "ann")
    job_line.begin("train")
    write(own_state / "runs" / f"{HALF}.partial" / "events.jsonl", "")
    lifecycle.sweep()
    assert (own_state / "runs" / f"{HALF}.partial").is_dir()
    job_line.end("train", HALF, "interrupted")
    lifecycle.sweep()
    assert list((own_state / "runs").iterdir()) == []
