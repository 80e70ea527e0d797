"""What is collected in one tab is in the other, too, and so is the set that it makes."""

import numpy as np
import streamlit as st

from core.datasets import OWN
from tests.support.cookies import send_cookies
from ui.lessons.collect import state
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.session.reader import COOKIE
from ui.session.remembered import OWN_DATASET


def add(class_name, level):
    state.add(class_name, np.full((48, 48, 3), level, np.uint8), dict(OWN))


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
