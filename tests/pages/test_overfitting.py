"""The overfitting lesson: remedies, comparison, address, check."""

import pytest

from tests.support.pages import choice, choices

pytestmark = pytest.mark.slow  # many pages


def notes(page):
    return " ".join(each.value for each in page.info)


def test_without_a_remedy_the_curves_are_named_overfitting(open_page):
    page = open_page("overfitting", "en")
    assert not page.exception
    assert "Overfitting." in notes(page)
    assert "overfitting_before" not in choices(page)


def test_a_remedy_is_compared_with_none_and_earlier_runs_stay(open_page):
    page = open_page("overfitting", "en")
    page.toggle(key="overfitting_stopping").set_value(True).run()
    assert "Stopped early" in notes(page)
    before = choice(page, "overfitting_before")
    assert before.options[1:] == ["50 digits · no remedy"]
    assert before.index == 1
    page.slider(key="overfitting_dropout").set_value(50).run()
    before = choice(page, "overfitting_before")
    assert before.options[2:] == ["50 digits · early stopping (patience 5)"]
    choice(page, "overfitting_before").select_index(2).run()
    assert not page.exception
    table = next(each.value for each in page.markdown if each.value.startswith("| Trained"))
    assert table.count("early stopping (patience 5)") == 2
    choice(page, "overfitting_before").select_index(0).run()
    table = next(each.value for each in page.markdown if each.value.startswith("| Trained"))
    assert table.splitlines()[0].count("|") == 3


def test_settings_come_from_the_address_and_reach_the_code(open_page):
    page = open_page()
    said = {"photos": "200", "dropout": "30", "augmented": "True", "patience": "99"}
    for key, value in said.items():
        page.query_params[f"overfitting_{key}"] = value
    page.switch_page("pages/overfitting.py").run()
    assert not page.exception
    assert page.slider(key="overfitting_patience").value == 5
    code = page.code[0].value
    assert "slice(200)" in code
    assert "Dropout(0.3)" in code
    assert "RandomTranslation(0.1, 0.1" in code


@pytest.mark.parametrize(("rate", "answer"), [(0.2, 0.75), (0.5, 1.2), (0.8, 3.0)])
def test_the_check_takes_the_value_over_the_kept_share(open_page, rate, answer):
    page = open_page("overfitting", "en", overfitting_drawn_rate=rate)
    page.number_input(key="overfitting_check").set_value(0.6).run()
    assert "overfitting" not in page.session_state["done"]
    page.number_input(key="overfitting_check").set_value(answer).run()
    assert "overfitting" in page.session_state["done"]
