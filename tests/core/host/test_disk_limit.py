import os

import pytest

from core.host.disk_limit import trim


@pytest.fixture
def folder(tmp_path):
    """Four files of 10 bytes; `a` was used first, `d` last."""
    for age, name in enumerate("abcd"):
        path = tmp_path / ("deep" if age % 2 else ".") / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(10))
        os.utime(path, (age, age))
    return tmp_path


def names(folder):
    return "".join(sorted(path.name for path in folder.rglob("*") if path.is_file()))


@pytest.mark.parametrize(("limit", "left"), [(40, "abcd"), (39, "bcd"), (20, "cd"), (0, "")])
def test_what_was_not_used_for_longest_goes(folder, limit, left):
    trim(folder, limit)
    assert names(folder) == left


def test_a_touched_file_is_used(folder):
    (folder / "a").touch()
    trim(folder, 10)
    assert names(folder) == "a"


def test_spared_files_stay(folder):
    trim(folder, 0, spare={folder / "a"})
    assert names(folder) == "a"
