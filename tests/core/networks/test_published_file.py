import shutil
from collections import namedtuple
from dataclasses import replace

import pytest

from core.host.disk import SpaceError
from core.networks import published_file
from core.networks.published_file import BytesArrived, DownloadError
from tests.core.networks.file_server import CONTENT


@pytest.fixture
def file(publisher, tmp_path):
    return publisher.file(tmp_path / "models" / "weights.h5")


def left(file):
    return [path.name for path in file.path.parent.glob("*")]


def test_it_comes_whole_and_is_not_fetched_again(file, publisher):
    assert not file.is_there()
    told = list(file.fetch())
    assert told[-1] == BytesArrived(len(CONTENT), len(CONTENT))
    assert file.path.read_bytes() == CONTENT
    assert left(file) == ["weights.h5"]
    assert file.is_there()
    assert list(file.fetch()) == []
    assert publisher.asked == 1


@pytest.mark.parametrize(
    "content", [CONTENT[:-1], CONTENT[:-1] + b"x", CONTENT + b"more"], ids=["cut", "other", "more"]
)
def test_what_is_not_the_published_file_is_thrown_away(file, publisher, content):
    publisher.content = content
    with pytest.raises(DownloadError) as refusal:
        list(file.fetch())
    assert refusal.value.reason == "download.damaged"
    assert left(file) == []


def test_a_page_about_something_else_is_no_file(file, publisher):
    publisher.status = 503
    with pytest.raises(DownloadError) as refusal:
        list(file.fetch())
    assert refusal.value.reason == "download.unreachable"
    assert left(file) == []


def test_without_a_network_it_is_said(file):
    with pytest.raises(DownloadError, match=r"127.0.0.1 cannot be reached"):
        list(replace(file, url="http://127.0.0.1:9/nobody-listens-here").fetch())
    assert left(file) == []


def test_the_hash_is_that_of_what_lies_on_the_disk(file):
    """All bytes arrive, and the disk loses one."""
    arriving = file.fetch()
    assert any(event.done == event.total for event in arriving)
    (partial,) = file.path.parent.iterdir()
    partial.write_bytes(CONTENT[:-1] + b"\0")
    with pytest.raises(DownloadError) as refusal:
        list(arriving)
    assert refusal.value.reason == "download.damaged"
    assert left(file) == []


def test_who_ends_it_leaves_nothing(file, publisher):
    publisher.go_on.clear()
    arriving = file.fetch()
    next(arriving)
    assert len(left(file)) == 1
    arriving.close()
    assert left(file) == []


def test_room_is_asked_for_before(file, publisher, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", "1")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**20 + len(CONTENT) - 1))
    with pytest.raises(SpaceError) as refusal:
        list(file.fetch())
    assert refusal.value.reason == "disk.needed"
    assert publisher.asked == 0
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**20 + len(CONTENT)))
    assert list(file.fetch())


@pytest.mark.parametrize(
    "content", [b"", CONTENT[:-1], CONTENT[:-1] + b"x"], ids=["empty", "cut", "other"]
)
def test_another_file_of_its_name_counts_as_missing_and_is_said_once(file, caplog, content):
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(content)
    assert not file.is_there()
    assert not file.is_there()
    assert left(file) == ["weights.h5.damaged"]
    assert len(caplog.records) == 1
    assert list(file.fetch())
    assert file.is_there()


def test_it_is_read_once_for_all_who_ask(file, monkeypatch):
    list(file.fetch())
    read = []
    digest = published_file.hashlib.file_digest
    monkeypatch.setattr(
        published_file.hashlib, "file_digest", lambda *asked: read.append(1) or digest(*asked)
    )
    assert all(file.is_there() for _ in range(3))
    assert len(read) == 1
