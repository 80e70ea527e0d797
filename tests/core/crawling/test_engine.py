"""The parts that replace icrawler's, one by one; whole crawls are in test_crawl."""

import errno
import json
from types import SimpleNamespace

import pytest
from icrawler.utils import CachedQueue, Signal

from core.crawling import CrawlError, CrawlRequest, Policy, engine
from core.crawling.download import Fetched
from core.crawling.engine import DOWNLOADERS, Pages, SafeDownloader, SafeFeeder, SafeParser
from core.crawling.report import Report
from core.crawling.sources import Found, INaturalist, Openverse
from core.photos import store as photo_store
from tests.core.crawling.rig import Rig
from tests.support.photos import file_of, noise

pytestmark = pytest.mark.slow  # real processes, or many pages

REQUEST = CrawlRequest("inaturalist", "fox", "red fox", 2)


@pytest.fixture
def told():
    return []


@pytest.fixture
def report(told):
    return Report(told.append)


@pytest.fixture
def signal():
    """icrawler's own, as its crawler sets it before anything starts."""
    signal = Signal()
    signal.set(feeder_exited=False, parser_exited=False, reach_max_num=False)
    return signal


class Answers:
    """Stands for a fetcher: answers in turn, raises what is an error, and counts the questions."""

    def __init__(self, *answers):
        self.left = list(answers)
        self.asked = 0

    def page(self, url, headers=None):
        self.asked += 1
        answer = self.left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def photo(self, url):
        return Fetched(self.page(url), url)


def failed(status=500):
    return CrawlError("crawl.http_status", "the server answered {status}", status=status)


def ended_with(report, told):
    report.finished(REQUEST.count)
    return told[-1]["reason"]


def test_a_source_is_left_alone_after_two_failures_in_a_row(report):
    answers = Answers(failed(), b"page", failed(), failed(), b"never asked for")
    pages = Pages(answers, {}, 0.0, report)
    got = [pages.get(f"https://source.example/{page}") for page in range(6)]
    assert got == [None, b"page", None, None, None, None]
    assert answers.asked == 4


@pytest.mark.parametrize(
    "error", [failed(429), CrawlError("crawl.unreachable", "{host} cannot be reached", host="a")]
)
def test_a_source_that_is_busy_or_not_there_is_left_alone_at_once(report, error):
    answers = Answers(error, b"never asked for")
    pages = Pages(answers, {}, 0.0, report)
    assert [pages.get("https://source.example/1") for _ in range(2)] == [None, None]
    assert answers.asked == 1


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b'{"results": 3}', b'{"results": [{}]}'])
def test_nonsense_from_the_look_up_of_a_species_is_said(report, told, signal, answer):
    pages = Pages(Answers(answer), {}, 0.0, report)
    feeder = SafeFeeder(
        1, signal, None, source=INaturalist(), words="red fox", pages=pages, report=report
    )
    feeder.feed()
    assert feeder.out_queue.empty()
    assert ended_with(report, told) == "crawl.unreadable"


def test_a_look_up_without_an_answer_is_said_as_the_failure_it_was(report, told, signal):
    pages = Pages(Answers(failed()), {}, 0.0, report)
    SafeFeeder(
        1, signal, None, source=INaturalist(), words="red fox", pages=pages, report=report
    ).feed()
    assert ended_with(report, told) == "crawl.http_status"


def downloader(fetcher, signal, store, report):
    return SafeDownloader(
        1, signal, None, None, request=REQUEST, fetcher=fetcher, store=store, report=report
    )


def test_a_photo_that_the_end_of_the_crawl_cut_off_is_no_rejected_one(
    report, told, signal, tmp_path
):
    fetcher = Answers(CrawlError("crawl.stopped", "the crawl has ended"), failed())
    loading = downloader(fetcher, signal, tmp_path, report)
    tasks = [{"found": vars(Found(f"https://host.example/{i}"))} for i in range(2)]
    for task in tasks:
        loading.in_queue.put(task)
    signal.set(parser_exited=True)
    loading.worker_exec()
    assert [event["reason"] for event in told] == ["crawl.http_status"]


def test_whatever_one_photo_does_the_others_have_their_turn(report, told, signal, tmp_path):
    photo = file_of(noise(1, 120, 120), "JPEG")
    loading = downloader(
        Answers(MemoryError(), RuntimeError("odd"), photo), signal, tmp_path, report
    )
    for i in range(3):
        loading.in_queue.put({"found": vars(Found(f"https://host.example/{i}"))})
    signal.set(parser_exited=True)
    loading.worker_exec()
    assert [event.get("reason", "kept") for event in told] == ["crawl.failed"] * 2 + ["kept"]


def parsed(report, signal, entries):
    """Return the addresses that the parser makes tasks of."""
    parser = SafeParser(1, signal, None, source=Openverse(), pages=None, report=report)
    return [task["file_url"] for task in parser.parse(json.dumps({"results": entries}).encode())]


ODD = [3, None, "text", [], {}, {"license": "cc0"}, {"license": "cc0", "url": 3}]
ODD += [{"license": "cc0", "url": f"https://host.example/{char}"} for char in ("\ud800", "\0")]
ODD += [{"license": "cc0", "url": "https://host.example/2", "title": {"a": 1}}]


def test_an_odd_entry_is_one_rejection(report, told, signal):
    good = {"license": "cc0", "url": "https://host.example/1"}
    assert parsed(report, signal, [*ODD, good]) == ["https://host.example/1"]
    assert [event["reason"] for event in told] == ["crawl.entry"] * len(ODD)


@pytest.mark.parametrize("entry", ODD)
def test_a_page_of_nothing_but_odd_entries_is_none(report, told, signal, entry):
    assert parsed(report, signal, [entry, entry]) == []
    assert ended_with(report, told) == "crawl.unreadable"


def test_enough_photos_end_the_crawl(report, told, signal, tmp_path):
    fetcher = Answers(*(file_of(noise(seed, 120, 120), "JPEG") for seed in range(4)))
    loading = downloader(fetcher, signal, tmp_path, report)
    for i in range(4):
        loading.in_queue.put({"found": vars(Found(f"https://host.example/{i}"))})
    signal.set(parser_exited=True)
    loading.worker_exec()
    assert [event["kind"] for event in told] == ["photo"] * 2
    assert fetcher.asked == 2
    assert signal.get("reach_max_num")


def test_a_full_disk_ends_the_crawl_and_is_said(told, report, tmp_path, monkeypatch):
    def put(image, store):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(photo_store, "put", put)
    rig = Rig()
    try:
        policy = Policy(mirror=rig.address, pause=0.0)
        engine.run(CrawlRequest("openverse", "fox", "red fox", 30), tmp_path, policy, report)
        photos = [path for path, _ in rig.asked if "/photo/" in path]
    finally:
        rig.close()
    assert 1 <= len(photos) <= DOWNLOADERS  # each thread has one at most when the first fails
    assert ended_with(report, told) == "disk.full"


class Draining(Signal):
    """Makes room in a queue when it is asked for the second time whether the crawl goes on."""

    def __init__(self, waiting):
        super().__init__()
        self.waiting = waiting
        self.asked = 0

    def get(self, name):
        self.asked += 1
        if self.asked == 2:
            self.waiting.get_nowait()
        return False


@pytest.fixture
def full():
    """A queue of one place, taken."""
    waiting = CachedQueue(1)
    waiting.put("first")
    return waiting


def test_a_task_waits_for_room_and_arrives(full, report, monkeypatch):
    """Fails loudly when icrawler's queue changes."""
    monkeypatch.setattr(engine, "MOMENT", 0.01)
    parser = SafeParser(1, Draining(full), None, source=None, pages=None, report=report)
    parser.out_queue = full
    task = {"file_url": "1", "found": {}}
    parser.output(task)
    assert full.get_nowait() == task


def feeder_of(*urls, signal, report):
    """Return a feeder of a source that has these pages."""
    source = SimpleNamespace(pages=lambda words, look_up: iter(urls))
    return SafeFeeder(1, signal, None, source=source, words="", pages=None, report=report)


def test_a_page_waits_for_room_and_arrives(full, report, monkeypatch):
    """Fails loudly when icrawler's queue changes."""
    monkeypatch.setattr(engine, "MOMENT", 0.01)
    feeder = feeder_of("https://source.example/1", signal=Draining(full), report=report)
    feeder.out_queue = full
    feeder.feed()
    assert full.get_nowait() == "https://source.example/1"


def test_nothing_waits_for_room_when_the_crawl_has_ended(full, signal, report):
    signal.set(reach_max_num=True)
    feeder = feeder_of("https://source.example/1", signal=signal, report=report)
    feeder.out_queue = full
    feeder.feed()
    assert full.get_nowait() == "first"
    assert full.empty()


def test_a_photo_that_two_pages_name_is_one_task(report, told, signal):
    class Source(INaturalist):
        def entries(self, content):
            return ["https://host.example/1", content.decode()]

        def found(self, entry):
            return Found(entry)

    parser = SafeParser(1, signal, None, source=Source(), pages=None, report=report)
    pages = (b"https://host.example/2", b"https://host.example/3", None)
    urls = [task["file_url"] for page in pages for task in parser.parse(page)]
    assert urls == [f"https://host.example/{number}" for number in (1, 2, 3)]
    report.finished(2)
    assert told[-1]["found"] == 3
