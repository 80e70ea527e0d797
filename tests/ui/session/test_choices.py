"""What is kept of a choice is an option, whatever the browser sends."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import choice


def script():
    import streamlit as st

    from ui import words
    from ui.session import choices
    from ui.session.state import LANGUAGE, Kept, Maybe

    reader = words.load(LANGUAGE.get())
    names = {"en": {1: "one", 2: "two", 3: "two"}, "ko": {1: "하나", 2: "둘", 3: "셋"}}
    changes = Kept[list]("changes", list)
    number = choices.one(
        st.selectbox,
        reader,
        "number",
        (1, 2, 3),
        key="number",
        format_func=names[reader.language].__getitem__,
        on_change=lambda: changes.get().append(Maybe("number").get()),
    )
    several = choices.several(
        reader, "several", (1, 2, 3), key="several", max_selections=2,
        format_func=names[reader.language].__getitem__,
    )  # fmt: skip
    nothing = choices.one(st.radio, reader, "nothing", "ab", key="nothing", start=None)
    st.button("third", on_click=lambda: Maybe("number").set(3))
    st.text(f"{number} {several} {nothing}")


@pytest.fixture
def page():
    return AppTest.from_function(script).run()


def said(page):
    assert not page.exception
    return page.text[0].value


def test_a_choice_starts_from_its_first_option_or_from_none(page):
    assert said(page) == "1 [] None"


def test_what_is_chosen_is_kept_before_others_are_told(page):
    choice(page, "number").select(2).run()
    choice(page, "several").set_value([3, 1]).run()
    choice(page, "nothing").set_value("b").run()
    assert said(page) == "2 [3, 1] b"
    assert page.session_state["changes"] == [2]
    page.session_state["language"] = "ko"
    assert said(page.run()) == "2 [3, 1] b"
    assert choice(page, "number").options == ["하나", "둘", "셋"]
    assert page.session_state["changes"] == [2]


def test_what_the_code_sets_is_shown_and_chosen_from(page):
    page.button[0].click().run()
    assert (said(page), choice(page, "number").value) == ("3 [] None", 3)
    choice(page, "number").select(1).run()
    assert said(page) == "1 [] None"
    page.button[0].click().run()
    assert said(page.run()) == "3 [] None"


def test_two_options_with_one_label_are_told_apart(page):
    assert choice(page, "number").options == ["one", "two", "two (2)"]
    assert said(choice(page, "number").select_index(2).run()) == "3 [] None"


@pytest.mark.parametrize("sent", ["둘", "", "x" * 10**5, "1"])
def test_a_text_that_is_no_label_is_passed_over(page, sent):
    choice(page, "number").select(2).run()
    box = choice(page, "number")
    box.options.append(sent)
    assert said(box.select_index(3).run()) == "2 [] None"
    assert choice(page, "number").value == 2


@pytest.mark.parametrize("sent", [["둘"], [""], ["둘", 1]])
def test_several_texts_that_are_no_labels_are_passed_over(page, sent):
    choice(page, "several").set_value([2]).run()
    assert said(choice(page, "several").set_value(sent).run()) == "1 [2] None"


@pytest.mark.parametrize("stale", [7, "둘", None, [1]])
def test_what_is_kept_and_no_option_any_more_gives_way_to_the_start(stale):
    page = AppTest.from_function(script)
    page.session_state["number"] = stale
    assert said(page.run()) == "1 [] None"
