"""A folder that is made before it is listed outlives every sweep."""

import threading

from core.host import Claims
from tests.support.threads import at_once


def folder(root, name):
    made = root / name
    made.mkdir()
    (made / "photo.jpg").touch()
    return made


def test_what_is_neither_held_nor_listed_goes(tmp_path):
    claims, folders = Claims(), {name: folder(tmp_path, name) for name in ("a", "b.partial", "c")}
    with claims.hold("b"), claims.hold("b"):
        claims.remove_unlisted(tmp_path.glob("*/"), lambda: {"c"})
    assert [name for name, there in folders.items() if there.exists()] == ["b.partial", "c"]
    claims.remove_unlisted(tmp_path.glob("*/"), lambda: {"c"})
    assert list(tmp_path.iterdir()) == [folders["c"]]


def test_what_is_made_while_sweeps_go_on_is_whole_once_it_is_listed(tmp_path):
    claims, listed, done = Claims(), set(), threading.Event()
    torn = []

    def make():
        try:
            for number in range(200):
                with claims.hold(str(number)):
                    made = folder(tmp_path, str(number))
                    listed.add(str(number))
                torn.extend([number] * (not (made / "photo.jpg").exists()))
        finally:
            done.set()

    def sweep():
        while not done.is_set():
            claims.remove_unlisted(tmp_path.glob("*/"), lambda: set(listed))

    at_once(lambda number: make() if number == 0 else sweep(), 2)
    assert not torn
