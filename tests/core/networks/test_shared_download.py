"""Many ask for one file at about the same time."""

import os
import shutil
import time
from collections import namedtuple

import pytest

from core.host import state
from core.host.disk import SpaceError
from core.host.state import job_line
from core.networks.shared_download import SharedDownload
from tests.core.networks.file_server import CONTENT
from tests.support.waiting import wait_until


@pytest.fixture
def file(publisher, tmp_path):
    return publisher.file(tmp_path / "models" / "weights.h5")


@pytest.fixture
def start_server(file, own_state):
    """Return a function that stands a fresh server's download in, as after a restart."""

    def start():
        state.close()
        return SharedDownload(file, own_state / "downloads")

    return start


@pytest.fixture
def download(start_server):
    return start_server()


def ended(download):
    wait_until(lambda: not job_line.live("download"))
    return download.attach().state


def left(file):
    return [path.name for path in file.path.parent.glob("*")]


def test_two_who_ask_have_one_download_and_a_whole_file(download, file, publisher):
    assert download.attach() is None
    publisher.go_on.clear()
    download.ask("ann")
    assert publisher.half_sent.wait(20)
    wait_until(lambda: download.arrived().done > 0)
    assert download.arrived().total == len(CONTENT)
    download.ask("bo")
    assert download.waits("ann")
    assert download.waits("bo")
    publisher.go_on.set()
    assert ended(download) == "finished"
    download.ask("cy")  # it is there
    assert download.attach().state == "finished"
    assert file.path.read_bytes() == CONTENT
    assert publisher.asked == 1


def test_it_ends_with_the_last_who_waits_and_can_begin_again(download, file, publisher):
    publisher.go_on.clear()
    download.ask("ann")
    download.ask("bo")
    assert publisher.half_sent.wait(20)
    download.leave("ann")
    assert download.attach().live
    download.leave("bo")
    publisher.go_on.set()
    assert ended(download) == "cancelled"
    assert left(file) == []
    download.ask("ann")
    assert ended(download) == "finished"
    assert file.is_there()


def test_one_that_failed_says_why_and_is_tried_again(download, file, publisher):
    publisher.content = CONTENT[:-1]
    download.ask("ann")
    assert ended(download) == "failed"
    assert download.failure().reason == "download.damaged"
    assert left(file) == []
    publisher.content = CONTENT
    download.ask("ann")
    assert ended(download) == "finished"
    assert download.failure() is None


def test_a_file_that_is_gone_is_downloaded_again(download, file, publisher):
    download.ask("ann")
    assert ended(download) == "finished"
    file.path.write_bytes(CONTENT[:-1])
    assert download.attach() is None
    download.ask("ann")
    assert ended(download) == "finished"
    assert file.path.read_bytes() == CONTENT
    assert publisher.asked == 2


def test_a_restarted_server_begins_again(start_server, file, publisher):
    """The server before was killed: its job stands in the state as running."""
    start_server()
    job_line.ask("download", file.md5, "ann")
    job_line.begin("download")
    again = start_server()
    again.recover()
    assert ended(again) == "finished"
    assert file.is_there()


def test_without_room_nothing_is_asked_for(download, publisher, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(2**30 + len(CONTENT) - 1))
    with pytest.raises(SpaceError) as refusal:
        download.ask("ann")
    assert refusal.value.reason == "disk.needed"
    assert download.attach() is None
    assert publisher.asked == 0


def test_what_a_killed_server_has_left_is_removed_in_time(download, file):
    file.path.parent.mkdir()
    for name, age in ((".part-old.h5", 4000), (".part-new.h5", 10), ("others.h5", 4000)):
        (file.path.parent / name).touch()
        os.utime(file.path.parent / name, (0, time.time() - age))
    download.sweep()
    assert sorted(left(file)) == [".part-new.h5", "others.h5"]
