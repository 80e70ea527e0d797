"""Files are whole or not there, whatever happens meanwhile."""

import errno
import os
import subprocess
import sys

import pytest

from core.host import disk, files, settings
from core.host.disk import SpaceError
from core.host.files import Cache, replacing, write_whole


def names(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_file_is_written_and_replaced_whole(tmp_path):
    target = tmp_path / "deep" / "photo.jpg"
    write_whole(target, b"one")
    write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert names(tmp_path) == ["photo.jpg"]


def test_what_fails_half_way_leaves_the_file_before(tmp_path):
    target = tmp_path / "photo.jpg"
    write_whole(target, b"one")

    def half():
        with replacing(target) as partial:
            partial.write_bytes(b"tw")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert target.read_bytes() == b"one"
    assert names(tmp_path) == ["photo.jpg"]


def test_it_is_on_the_disk_before_it_takes_its_place(tmp_path, monkeypatch):
    order = []
    monkeypatch.setattr(files.os, "fsync", lambda _: order.append("flushed"))
    replace = os.replace
    monkeypatch.setattr(files.os, "replace", lambda *to: (order.append("placed"), replace(*to)))
    write_whole(tmp_path / "x", b"data")
    assert order == ["flushed", "placed"]


def test_the_part_lies_on_the_same_disk(tmp_path):
    with replacing(tmp_path / "x.npy") as partial:
        assert partial.parent == tmp_path
        assert partial.suffix == ".npy"
        partial.write_bytes(b"")


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "disk.full"),
        (errno.EDQUOT, "disk.full"),
        (errno.EROFS, "disk.locked"),
        (errno.EACCES, "disk.locked"),
    ],
)
def test_a_disk_that_takes_nothing_is_said_and_nothing_is_left(tmp_path, number, reason):
    def refused(_):
        raise OSError(number, os.strerror(number))

    with pytest.raises(SpaceError) as refusal:
        Cache(tmp_path, 100).write("x", refused)
    assert refusal.value.reason == reason
    assert names(tmp_path) == []


def test_other_errors_are_not_the_disks(tmp_path):
    with pytest.raises(OSError, match="I/O"), disk.in_words():
        raise OSError(errno.EIO, "I/O error")


def test_use_never_makes_a_file(tmp_path):
    cache = Cache(tmp_path, 100)
    cache.use("x")
    assert cache.read("x", lambda path: path.read_bytes()) is None
    assert names(tmp_path) == []


def test_a_damaged_file_counts_as_missing_and_is_put_aside(tmp_path, caplog):
    cache = Cache(tmp_path, 100)
    (tmp_path / "x").write_bytes(b"not a number")
    assert cache.read("x", lambda path: int(path.read_bytes())) is None
    assert not cache.has("x")
    assert names(tmp_path) == ["x.damaged"]
    assert len(caplog.records) == 1
    cache.write("x", lambda path: path.write_bytes(b"7"))
    assert cache.read("x", lambda path: int(path.read_bytes())) == 7


def test_a_folder_is_put_aside_as_often_as_it_is_damaged(tmp_path):
    folder = tmp_path / "run"
    for content in ("first", "second"):
        folder.mkdir()
        (folder / "x").write_text(content)
        files.put_aside(folder, ValueError("cut"))
    assert [path.name for path in tmp_path.iterdir()] == ["run.damaged"]
    assert (tmp_path / "run.damaged" / "x").read_text() == "second"


def test_what_cannot_be_removed_is_said_and_others_give_way(tmp_path, monkeypatch, caplog):
    for age, name in enumerate("abc"):
        (tmp_path / name).write_bytes(bytes(10))
        os.utime(tmp_path / name, (age, age))
    remove = files.remove

    def refused(path):
        if path.name == "a":
            raise PermissionError("not yours")
        remove(path)

    monkeypatch.setattr(files, "remove", refused)
    Cache(tmp_path, 20).trim()
    assert names(tmp_path) == ["a", "c"]
    assert "not yours" in caplog.text


def test_what_was_not_used_for_longest_gives_way(tmp_path):
    cache = Cache(tmp_path, 25)
    for age, name in enumerate(("a", "deep/b", "c", "d")):
        cache.write(name, lambda path: path.write_bytes(bytes(10)))
        os.utime(tmp_path / name, (age, age))
    cache.use("a")
    cache.trim(spare={"deep/b"})
    assert names(tmp_path) == ["a", "b"]


def test_parts_that_a_killed_process_left_go_in_time(tmp_path):
    for name, age in ((".part-old", files.ABANDONED + 60), (".part-new", 10)):
        (tmp_path / name).write_bytes(bytes(10))
        os.utime(tmp_path / name, (0, tmp_path.stat().st_mtime - age))
    Cache(tmp_path, 0).trim()
    assert names(tmp_path) == [".part-new"]


TRIM = """
import sys
from pathlib import Path
from core.host.files import Cache
cache = Cache(Path(sys.argv[1]), 500)
for number in range(300):
    cache.write(f"{number % 40}", lambda path: path.write_bytes(bytes(100)))
    cache.trim()
    cache.read(f"{number % 40}", lambda path: path.read_bytes())
"""


def test_several_processes_trim_one_folder(tmp_path):
    command = [sys.executable, "-c", TRIM, str(tmp_path)]
    at_work = [
        subprocess.Popen(command, cwd=settings.ROOT, stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [(process.communicate()[1], process.returncode) for process in at_work] == [(b"", 0)] * 3
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 600
