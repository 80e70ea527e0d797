import time

import pytest

from ui.session.setting import Setting, ended, restore, share

STRIDE = Setting("stride", (1, 2, 3), 2)
PADDING = Setting("padding", ("valid", "same"))
FLIPPED = Setting("flipped", (True, False))
SETTINGS = (STRIDE, PADDING, FLIPPED)


@pytest.fixture
def clock(monkeypatch):
    """Return a function that sets the time."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, seconds)


def values():
    return [setting.get() for setting in SETTINGS]


def leave(session):
    """Streamlit forgets the widgets of a page that is left."""
    for setting in SETTINGS:
        session.pop(setting.key, None)


def test_a_setting_starts_from_its_default_or_its_first_value(session, address):
    restore("lesson", SETTINGS)
    assert values() == [2, "valid", True]


def test_the_address_comes_before_the_last_visit_and_that_before_the_default(session, address):
    restore("lesson", SETTINGS)
    STRIDE.set(3)
    FLIPPED.set(False)
    share("lesson", SETTINGS)
    assert address == {"stride": "3", "padding": "valid", "flipped": "False"}
    leave(session)
    address.clear()
    address |= {"padding": "same", "stride": "17"}  # no stride that there is
    restore("lesson", SETTINGS)
    assert values() == [3, "same", False]


def test_lessons_do_not_share_their_settings(session, address):
    restore("one", SETTINGS)
    STRIDE.set(3)
    share("one", SETTINGS)
    leave(session)
    address.clear()
    restore("two", SETTINGS)
    assert STRIDE.get() == 2


class Recording(dict):
    """A session that counts how often a key is set."""

    def __init__(self):
        super().__init__()
        self.times = 0

    def __setitem__(self, key, value):
        self.times += key == STRIDE.key
        super().__setitem__(key, value)


@pytest.fixture
def recording(monkeypatch, address):
    session = Recording()
    monkeypatch.setattr("streamlit.session_state", session)
    return session


def told_again(recording):
    """Whether a run tells the browser the value again, which it knows from the last one."""
    before = recording.times
    restore("lesson", SETTINGS)
    return recording.times > before


def test_the_browser_is_told_until_a_run_has_ended_and_been_left_alone(recording, clock):
    assert told_again(recording)  # the page is opened
    assert told_again(recording)  # the run before was cut short
    ended("lesson")
    clock(100.9)
    assert told_again(recording)  # a click too soon: the messages may have been on their way
    ended("lesson")
    clock(101.95)
    assert not told_again(recording)
    assert not told_again(recording)  # also when a later run is cut short
    leave(recording)
    assert told_again(recording)  # the page is opened again
    assert told_again(recording)


def test_what_another_lesson_ended_tells_nothing(recording, clock):
    restore("lesson", SETTINGS)
    ended("other")
    clock(200.0)
    assert told_again(recording)


def test_settings_of_lessons_have_keys_of_their_own():
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
