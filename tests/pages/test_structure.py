"""The structure lesson: presets, edits, refusals, the address, the puzzle."""

import pytest

from core.architecture.presets import PRESETS
from core.architecture.summary import VGG, summarize
from core.architecture.text import decode
from core.architecture.vgg_table import INPUT_SHAPE
from core.lessons.puzzles import parameter_puzzle
from tests.support.pages import choice, said
from ui import words

pytestmark = pytest.mark.slow  # many pages


def stack(page):
    return page.session_state["structure_stack"]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_open(open_page, name):
    page = open_page("structure", "en")
    choice(page, "structure_preset").select(name).run()
    assert not page.exception
    assert stack(page) == PRESETS[name]
    assert decode(page.query_params["stack"]) == PRESETS[name]


def test_totals_are_said(open_page):
    page = open_page("structure", "en")
    choice(page, "structure_preset").select("VGG D").run()
    assert "138,357,544" in said(page)
    assert "15,470,264,320" in said(page)
    assert "(150,528 + 1) × 128 = 19,267,712" in said(page)  # the MLP's first layer
    choice(page, "structure_hidden").set_value(4096).run()
    assert "(150,528 + 1) × 4,096 = 616,566,784" in said(page)


def test_an_address_opens_its_stack_and_it_stays(open_page):
    page = open_page()
    page.query_params["stack"] = "48x48x1-c8-g-d4x"
    page.switch_page("pages/structure.py").run()
    assert stack(page) == decode("48x48x1-c8-g-d4x")
    assert choice(page, "structure_preset").value == "own"
    page.switch_page("pages/convolution.py").run()
    page.switch_page("pages/structure.py").run()
    assert stack(page) == decode("48x48x1-c8-g-d4x")


@pytest.mark.parametrize("text", ["<script>", "9999x9x9", "28x28x1-c0", "28x28x1-" + "f-" * 999])
def test_a_wrong_address_counts_as_none(open_page, text):
    page = open_page()
    page.query_params["stack"] = text
    page.switch_page("pages/structure.py").run()
    assert not page.exception
    assert stack(page) == PRESETS["lenet5"]


def test_a_stack_that_cannot_be_keeps_the_page_alive(open_page):
    page = open_page("structure", "en", structure_stack=decode("28x28x1-f-c8-d3x"))
    assert not page.exception
    assert not page.code
    page.session_state["structure_stack"] = decode("28x28x1")
    assert not page.run().exception


def test_the_input_can_be_changed_and_undone(open_page):
    page = open_page("structure", "en")
    choice(page, "structure_size").select((64, 64)).run()
    choice(page, "structure_channels").select(3).run()
    assert stack(page).input_shape == (64, 64, 3)
    assert "keras.Input((64, 64, 3))" in page.code[0].value
    page.button(key="structure_undo").click().run()
    page.button(key="structure_undo").click().run()
    assert stack(page) == PRESETS["lenet5"]
    assert page.button(key="structure_undo").disabled


def test_the_check_takes_the_right_count_alone(open_page):
    page = open_page("structure", "en")
    answer = parameter_puzzle(0).count.value
    page.number_input(key="structure_check").set_value(answer - 1.0).run()
    assert "structure" not in page.session_state["done"]
    page.number_input(key="structure_check").set_value(float(answer)).run()
    assert "structure" in page.session_state["done"]


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_first_question_is_answered_with_core_s_numbers(language):
    first, last, dense = words.load(language, "structure").quizzes["predict"]["explanations"]
    summaries = {summary.name: summary for summary in summarize(VGG["D"], INPUT_SHAPE)}
    counts = [summary.parameters for summary in summaries.values()]
    assert f"{counts[0] + counts[1]:,}" in first
    wide = sum(summaries[f"conv{number}"].parameters for number in range(8, 14))
    assert {"ko": f"{wide / 1e4:,.0f}만", "en": f"{wide / 1e6:.2f} million"}[language] in last
    biggest = summaries["dense1"].parameters
    assert biggest == max(counts)
    assert f"{biggest:,}" in dense
    assert f"{summaries['dense1'].macs:,}" in dense  # as many products as weights
    assert f"{biggest / sum(counts):.0%}" in dense
