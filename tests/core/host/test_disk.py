"""Room on the disk, and what the host may set."""

import os
import shutil
from collections import namedtuple

import pytest

from core.host import settings
from core.host.disk import SpaceError, require_free, require_share, size, unused


def test_size_is_the_sum_of_all_files(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_bytes(bytes(1000))
    (tmp_path / "y").write_bytes(bytes(24))
    assert size(tmp_path) == 1024


def test_a_session_has_its_share(tmp_path, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SESSION_MB", "0.001")
    require_share(tmp_path)
    (tmp_path / "x").write_bytes(bytes(1100))
    with pytest.raises(SpaceError) as refusal:
        require_share(tmp_path)
    assert refusal.value.reason == "disk.share"


def test_a_full_disk_is_refused(tmp_path, monkeypatch):
    require_free(tmp_path / "new")
    assert (tmp_path / "new").is_dir()
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", str(2**42))
    for require in (require_free, require_share):
        with pytest.raises(SpaceError) as refusal:
            require(tmp_path)
        assert refusal.value.reason == "disk.full"


def test_what_is_needed_has_to_fit_beside_what_is_spared(tmp_path, monkeypatch):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(300 * 2**20))
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", "100")
    require_free(tmp_path, 200 * 2**20)
    with pytest.raises(SpaceError, match="201 MB are needed on the disk, 200 MB are there") as why:
        require_free(tmp_path, 200 * 2**20 + 1)
    assert why.value.reason == "disk.needed"


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SpaceError) as refusal:
        require_free(tmp_path / "file" / "folder")
    assert refusal.value.reason == "disk.locked"


def test_unused_folders_are_those_not_touched(tmp_path):
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").touch()
    for name in ("old", "file"):
        os.utime(tmp_path / name, (0, 0))
    assert list(unused(tmp_path, 3600)) == [tmp_path / "old"]
    assert list(unused(tmp_path / "missing", 1)) == []


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "many"])
def test_a_limit_is_a_number_above_zero(monkeypatch, text):
    monkeypatch.setenv("CONVSCOPE_SESSION_MB", text)
    with pytest.raises(ValueError, match=r"number|convert"):
        settings.session_bytes()
