"""Every choice of every lesson outlives a switch of the language; what is trained follows it."""

import pytest

from core.training.config import TrainingConfig
from tests.support.pages import choice, choices
from ui.course import BUILT
from ui.keras_code.fit import training

ASK_A_WORKER = ("pooling", "feature_maps", "grad_cam", "predict")
LESSONS = [
    pytest.param(slug, marks=pytest.mark.tensorflow if slug in ASK_A_WORKER else ())
    for slug in BUILT
]


def switch(page, language):
    page.segmented_control(key="language_choice").set_value(language).run()
    assert page.session_state["language"] == language


def chosen_besides(box):
    """Return what to choose in a box: the last option that is not chosen."""
    options = box.format_func.__self__  # of the dictionary of labels, by option
    if isinstance(box.value, list):
        return [option for option in options if option not in box.value][-1:]
    return [option for option in options if option != box.value][-1]


@pytest.mark.parametrize("slug", LESSONS)
def test_every_choice_outlives_a_switch_of_the_language(open_page, slug):
    page = open_page(slug, "en")
    for key in list(choices(page)):
        if key not in choices(page):  # what was chosen before has taken it away
            continue
        before = page.session_state[key]
        box = choice(page, key)
        box.set_value(chosen_besides(box)).run()
        assert not page.exception, key
        chosen = page.session_state[key]
        assert chosen != before, key
        for language in ("ko", "en"):
            switch(page, language)
            assert not page.exception, key
            assert page.session_state[key] == chosen, key
            assert choice(page, key).value == chosen, key
        page.run()
        assert choice(page, key).value == page.session_state[key] == chosen


def test_what_is_trained_is_what_is_shown_in_either_language(open_page):
    page = open_page("train", "en")
    choice(page, "pooling").set_value("flatten").run()
    switch(page, "ko")
    choice(page, "training_method").set_value("fine_tuning").run()
    switch(page, "en")
    assert choice(page, "pooling").value == "flatten"
    config = TrainingConfig(
        "fine_tuning",
        **{name: page.session_state[name] for name in ("epochs", "image_size")},
        pooling="flatten",
    )
    assert training(config).strip() in [code.value.strip() for code in page.code]
    assert page.query_params["pooling"] == "flatten"
