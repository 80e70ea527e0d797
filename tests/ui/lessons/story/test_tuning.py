"""What the bar and its cells send and accept, and the sentences about the papers."""

import base64

import numpy as np
import pytest

from core.lessons.history import MILESTONES
from core.lessons.simple_cells import ANGLES, OFFSETS, PREFERRED, responses
from ui import words
from ui.lessons.story.tuning.tuning import BarPlace, read_place, tuning_scene


def test_the_browser_gets_the_answers_of_core():
    scene = tuning_scene(9, 41, 90, BarPlace(3, 4, 5), words.load("ko", "story"))
    sent = np.frombuffer(base64.b64decode(scene["answers"]), "<f4")
    table = sent.reshape(len(ANGLES), len(OFFSETS), len(PREFERRED))
    np.testing.assert_allclose(table, responses(9, 41, 90), atol=1e-7)
    assert scene["place"] == {"angle": 3, "offset": 4, "cell": 5}


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"angle": 1, "offset": 1},
        {"angle": len(ANGLES), "offset": 1, "cell": 1},
        {"angle": 1, "offset": -1, "cell": 1},
        {"angle": 1.0, "offset": 1, "cell": 1},
        {"angle": True, "offset": 1, "cell": 1},
    ],
)
def test_a_place_that_cannot_be_counts_as_none(value):
    assert read_place(value) is None


def test_a_place_is_read():
    assert read_place({"angle": 2, "offset": 3, "cell": 4}) == BarPlace(2, 3, 4)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_milestone_has_its_words(language):
    lesson = words.load(language, "story")
    for event in MILESTONES:
        assert lesson(f"event.{event.name}")
        assert lesson(f"sentence.{event.name}")
