"""What is collected in one tab is in the other, too, and so is the set that it makes."""

import numpy as np
import streamlit as st

from core.datasets import OWN, Collected
from core.photos import store
from tests.killing.people import PerThread
from tests.support.cookies import send_cookies
from tests.support.threads import at_once
from ui.lessons.collect import state
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.session.reader import COOKIE, folder
from ui.session.remembered import OWN_DATASET


def add(class_name, level):
    photo = store.put(np.full((48, 48, 3), level, np.uint8), folder())
    state.add(Collected(photo, class_name, dict(OWN)))


def test_each_tab_goes_on_with_what_the_other_has_done(own_state, monkeypatch):
    send_cookies(monkeypatch, **{COOKIE: "a" * 43})
    laptop, phone = {}, {}

    def sit_at(tab):
        monkeypatch.setattr(st, "session_state", tab)

    sit_at(laptop)
    for level in (10, 90):
        add("cat", level)
    first = state.collection().photos[0].hash
    state.apply(Act(frozenset([first])))
    sit_at(phone)
    for level in (130, 250):
        add("dog", level)
    sit_at(laptop)
    assert [photo.class_name for photo in state.collection().photos] == ["cat", "dog", "dog"]
    assert state.dataset().class_names == ("cat", "dog")
    state.undo()  # what was done here, and nothing of the other's
    assert first in {photo.hash for photo in state.collection().photos}
    assert len(state.collection().photos) == 4
    sit_at(phone)
    assert len(state.dataset().photos) == 4
    assert OWN_DATASET.get() == state.dataset()


def test_tabs_at_the_same_moment_lose_none_and_the_set_is_that_of_all(own_state, monkeypatch):
    send_cookies(monkeypatch, **{COOKIE: "b" * 43})
    tabs = PerThread()
    monkeypatch.setattr(st, "session_state", tabs)

    def sit_and_add(tab):
        for number in range(6):
            add("cat" if tab % 2 else "dog", 10 + 20 * tab + 3 * number)

    at_once(sit_and_add, 4)
    assert len(state.collection().photos) == 24
    assert OWN_DATASET.get() == state.dataset()
    assert len(state.dataset().photos) == 24
