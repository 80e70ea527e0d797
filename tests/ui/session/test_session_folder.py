import pytest
from streamlit.runtime.caching import cache_resource_api
from streamlit.runtime.caching.cache_resource_api import clear_session_cache

from core.host.disk import SpaceError
from ui.session import session_folder as folders


@pytest.fixture
def browser(monkeypatch, tmp_path):
    """Return a function that makes the session of a browser the one that asks."""
    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    asking = ["ann"]
    monkeypatch.setattr(cache_resource_api, "get_session_id_or_throw", lambda: asking[0])
    yield lambda name: asking.__setitem__(0, name)
    for name in ("ann", "bo"):
        clear_session_cache(name)


def test_two_sessions_have_two_folders_and_each_keeps_its_own(browser, tmp_path):
    ann = folders.session_folder()
    browser("bo")
    bo = folders.session_folder()
    assert ann != bo
    assert {ann.parent, bo.parent} == {tmp_path / "sessions"}
    assert folders.session_folder() == bo
    browser("ann")
    assert folders.session_folder() == ann


def test_a_folder_goes_with_its_session_and_no_other_does(browser):
    ann = folders.session_folder()
    (ann / "photo.jpg").write_bytes(b"cat")
    browser("bo")
    bo = folders.session_folder()
    clear_session_cache("ann")
    assert not ann.exists()
    assert bo.exists()
    clear_session_cache("ann")  # as often as one likes
    browser("ann")
    assert folders.session_folder().exists()


def test_a_sweep_removes_what_sessions_left_and_nothing_beside_it(browser, tmp_path):
    (tmp_path / "runs").mkdir()
    folders.sweep()  # before there is any session
    left = folders.session_folder()
    (left / "photo.jpg").write_bytes(b"cat")
    folders.sweep()
    assert not left.exists()
    assert (tmp_path / "runs").exists()


def test_a_session_that_has_its_share_gets_no_more(browser, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SESSION_MB", "1")
    folder = folders.session_folder()
    (folder / "photos").write_bytes(bytes(2**20 - 1))
    folders.require_room()
    (folder / "one more").write_bytes(b"!")
    with pytest.raises(SpaceError, match="1 MB") as refusal:
        folders.require_room()
    assert refusal.value.reason == "disk.share"
    browser("bo")
    folders.require_room()
