"""Whole crawls by the real icrawler, in a child process, against the rig."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

import pytest
from PIL import Image

from core.crawling import CrawlError, CrawlRequest, Policy, crawl
from core.crawling.download import Fetcher, session
from core.crawling.engine import DOWNLOADERS
from core.host import settings
from core.photos.licences import SOURCES
from tests.core.crawling.rig import crawling_processes

pytestmark = pytest.mark.slow  # real processes, or many pages

FIELDS = {
    "source",
    "query",
    "page",
    "file_url",
    "licence",
    "licence_url",
    "creator",
    "attribution",
    "title",
    "time",
}


def crawled(rig, folder, words, *, source="openverse", count=4, **limits):
    policy = Policy(mirror=rig.address, contact="host@example.org", **{"pause": 0.0} | limits)
    return list(crawl(CrawlRequest(source, "fox", words, count), folder, policy))


def of_kind(events, kind):
    return [event for event in events if event["kind"] == kind]


def rejections(events):
    return Counter(event["reason"] for event in of_kind(events, "rejected"))


@pytest.mark.parametrize("source", SOURCES)
def test_each_source_gives_photos_with_their_credit(rig, tmp_path, source):
    events = crawled(rig, tmp_path, "red fox", source=source, count=5)
    photos = of_kind(events, "photo")
    assert len({photo["hash"] for photo in photos}) == 5
    assert events[-1]["kind"] == "finished"
    assert (events[-1]["reason"], events[-1]["kept"]) == ("crawl.enough", 5)
    for photo in photos:
        line = photo["manifest"]
        assert line.keys() == FIELDS
        assert (line["source"], line["query"]) == (source, "red fox")
        assert line["page"].startswith("https://")
        assert (line["licence"] == "unknown") == (source == "bing")
        assert bool(line["attribution"]) == (source != "bing")
        file = tmp_path / "photos" / f"{photo['hash']}.jpg"
        assert hashlib.sha256(file.read_bytes()).hexdigest() == photo["hash"]
        with Image.open(file) as image:
            assert image.format == "JPEG"
            assert not image.getexif()


def test_the_source_is_told_who_asks_and_what_for(rig, tmp_path):
    before = len(rig.asked)
    crawled(rig, tmp_path, "red fox", openverse_key="token")
    page, *photos = rig.asked[before:]
    assert "host@example.org" in page[1]["User-Agent"]
    assert page[1]["Authorization"] == "Bearer token"
    assert "mature=false" in page[0]
    assert all("Authorization" not in headers for path, headers in photos if "photo/" in path)


def test_bing_is_asked_strictly(rig, tmp_path):
    before = len(rig.asked)
    crawled(rig, tmp_path, "red fox", source="bing")
    path, headers = rig.asked[before]
    assert "adlt=strict" in path
    assert "ADLT=STRICT" in headers["Cookie"]


def test_no_more_photos_are_asked_for_than_are_wanted_and_under_way(rig, tmp_path):
    before = len(rig.asked)
    events = crawled(rig, tmp_path, "snowy owl", count=2)  # of twelve
    photos = [path for path, _ in rig.asked[before:] if "/photo/" in path]
    assert (events[-1]["reason"], events[-1]["kept"]) == ("crawl.enough", 2)
    assert len(photos) <= 2 + DOWNLOADERS


BAD_PHOTOS = {
    "truncated": {"image.truncated": 2, "crawl.cut_short": 1},
    "no pictures": {"image.not_an_image": 2, "crawl.content_type": 1},
    "wrong type": {"crawl.content_type": 1, "image.not_an_image": 1},
    "other formats": {"image.format": 1},
    "small": {"crawl.too_small": 1},
    "huge": {"crawl.too_large": 1, "crawl.cut_short": 1},
    "packed": {"crawl.encoding": 1},
    "bomb": {"image.too_many_pixels": 1},
    "stall": {"crawl.slow": 1},
    "drip": {"crawl.slow": 1},
    "redirected": {},
    "redirect loop": {"crawl.redirects": 1},
    "inward": {"crawl.address": 3},
    "odd addresses": {"crawl.address": 2},
    "same": {"crawl.duplicate": 2},
    "errors": {"crawl.http_status": 3},
}
BAD_SOURCES = {
    "nothing": "crawl.exhausted",
    "page stall": "crawl.slow",
    "page drip": "crawl.slow",
    "page broken": "crawl.http_status",
    "page busy": "crawl.http_status",
    "page nonsense": "crawl.unreadable",
    "page list": "crawl.unreadable",
}


@pytest.fixture(scope="module")
def ends(rig, tmp_path_factory):
    """The events of every case, crawled side by side."""
    limits = {"count": 80, "file_seconds": 5.0, "seconds": 40.0}
    with ThreadPoolExecutor(12) as pool:
        waiting = {
            words: pool.submit(crawled, rig, tmp_path_factory.mktemp("case"), words, **limits)
            for words in (*BAD_PHOTOS, *BAD_SOURCES)
        }
        ended = {words: events.result() for words, events in waiting.items()}
    assert crawling_processes() == []
    return ended


@pytest.mark.slow
@pytest.mark.parametrize("words", BAD_PHOTOS)
def test_a_bad_photo_is_rejected_and_the_others_are_kept(ends, words):
    events = ends[words]
    assert rejections(events) == BAD_PHOTOS[words]
    kept = {"other formats": 7, "redirected": 5, "same": 5}.get(words, 4)
    assert events[-1]["kept"] == len(of_kind(events, "photo")) == kept
    assert events[-1]["reason"] == "crawl.exhausted"


@pytest.mark.slow
@pytest.mark.parametrize("words", BAD_SOURCES)
def test_a_source_that_fails_is_named(ends, words):
    assert (ends[words][-1]["reason"], ends[words][-1]["kept"]) == (BAD_SOURCES[words], 0)


@pytest.mark.slow
def test_a_source_that_is_busy_is_left_alone(rig, ends):
    pages = [path for path, _ in rig.asked if "page+busy" in path]
    assert len(pages) == 1


@pytest.mark.slow
def test_headers_that_never_end_are_ended_by_the_deadline(rig, tmp_path):
    events = crawled(rig, tmp_path, "header drip", count=80, seconds=3.0)
    assert (events[-1]["reason"], events[-1]["kept"]) == ("crawl.deadline", 4)
    assert crawling_processes() == []


def test_korean_words_arrive(rig, tmp_path):
    assert crawled(rig, tmp_path, "저어새", source="commons")[-1]["kept"] == 4


def test_closing_stops_at_once_and_keeps_the_photos(rig, tmp_path):
    policy = Policy(mirror=rig.address)
    events = crawl(CrawlRequest("openverse", "fox", "slow photos", 30), tmp_path, policy)
    photo = next(event for event in events if event["kind"] == "photo")
    events.close()
    assert crawling_processes() == []
    assert (tmp_path / "photos" / f"{photo['hash']}.jpg").exists()


def test_a_crawl_gives_a_sign_of_life(rig, tmp_path):
    events = crawl(
        CrawlRequest("openverse", "fox", "forever", 3), tmp_path, Policy(mirror=rig.address)
    )
    assert next(events)["kind"] == "progress"
    events.close()


def test_a_killed_process_is_said(rig, tmp_path):
    policy = Policy(mirror=rig.address)
    events = crawl(CrawlRequest("openverse", "fox", "forever", 3), tmp_path, policy)
    next(events)
    (child,) = crawling_processes()
    os.kill(child.pid, 9)
    assert list(events)[-1]["reason"] == "crawl.died"


def test_too_little_memory_ends_the_process_only(rig, tmp_path):
    events = crawled(rig, tmp_path, "red fox", memory=2**20)
    assert events[-1]["reason"] == "crawl.died"


def test_the_process_ends_with_its_parent(rig, tmp_path):
    request = CrawlRequest("openverse", "fox", "forever", 3)
    said = {"request": asdict(request), "policy": asdict(Policy(mirror=rig.address))}
    child = subprocess.Popen(
        [sys.executable, "-m", "core.crawling.child"], cwd=settings.ROOT, stdin=subprocess.PIPE
    )
    child.stdin.write(json.dumps(said | {"store": str(tmp_path)}).encode() + b"\n")
    child.stdin.close()  # as the system does when the parent dies
    end = time.monotonic() + 20
    while child.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    assert child.returncode == 1


def test_by_itself_nothing_on_loopback_is_asked(rig):
    before, policy = len(rig.asked), Policy()
    with pytest.raises(CrawlError) as refusal:
        Fetcher(session(policy), policy).photo(f"{rig.address}/photo/good/1")
    assert refusal.value.reason == "crawl.address"
    assert len(rig.asked) == before
