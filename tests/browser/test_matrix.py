"""The matrix component in a real browser: hover, keyboard, play, edits, contrast."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import STILL


@pytest.fixture(scope="module")
def address(serve):
    return serve("tests/browser/apps/matrix_app.py")


def visit(page, address, scene="convolution"):
    page.goto(f"{address}/?scene={scene}")
    page.wait_for_selector(".matrix .cell")
    page.wait_for_selector(STILL)


def cell(page, matrix, row, column):
    return page.locator(f"figure.{matrix} .row").nth(row).locator(".cell").nth(column)


def arithmetic(page):
    return re.sub(r"\s+", " ", page.locator(".arithmetic").inner_text()).strip()


def weights(page):
    texts = page.locator("figure.input sub").all_inner_texts()
    return [texts[start : start + 4] for start in range(0, 16, 4)]


def test_hovering_an_output_shows_its_window_products_and_arithmetic(page, address):
    visit(page, address)
    cell(page, "output", 0, 1).hover()
    shown = arithmetic(page)
    assert shown == "0×1 + 1×0 + 0×1 + 0×0 + 1×1 + 0×0 + 1×1 + 1×0 + 1×1 + bias 0 = 3"
    assert page.locator("figure.terms .cell span").all_inner_texts() == list("000010101")
    row = ["", "×1", "×0", "×1"]
    assert weights(page) == [row, ["", "×0", "×1", "×0"], row, [""] * 4]


def test_hovering_an_input_lights_the_outputs_that_use_it(page, address):
    visit(page, address)
    cell(page, "input", 0, 0).hover()
    expect(page.locator("figure.output .lit")).to_have_count(1)
    cell(page, "input", 1, 1).hover()
    expect(page.locator("figure.output .lit")).to_have_count(4)
    expect(page.locator(".note")).to_contain_text("4 output cells")


def test_a_product_is_linked_to_its_input_its_weight_and_its_term(page, address):
    visit(page, address)
    cell(page, "terms", 1, 2).hover()
    lit = page.locator(".lit")
    expect(lit).to_have_count(4)
    expect(page.locator(".operand.lit")).to_have_text(re.compile("1×0"))


def test_arrow_keys_move_the_window_and_speak(page, address):
    visit(page, address)
    cell(page, "output", 0, 0).focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".note")).to_have_text("Output row 2, column 1")
    page.keyboard.press("Home")
    page.keyboard.press("End")
    expect(page.locator(".note")).to_have_text("Output row 2, column 2")
    expect(page.locator(".spoken")).to_contain_text("Output row 2, column 2")
    assert page.locator("figure.output [tabindex='0']").count() == 1


def test_steps_reveal_the_output_in_reading_order(page, address):
    visit(page, address)
    page.get_by_role("slider").fill("0")
    expect(page.locator("figure.output .unreached")).to_have_count(3)
    page.get_by_role("button", name="Step forward").click()
    expect(page.locator("figure.output .unreached")).to_have_count(2)
    page.get_by_role("button", name="Step back").click()
    expect(page.locator(".note")).to_have_text("Output row 1, column 1")


def test_playing_runs_to_the_end_and_a_hover_pauses_it(page, address):
    visit(page, address, "padded")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".note")).to_have_text("Output row 1, column 3")
    cell(page, "output", 3, 2).hover()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("figure.output .unreached")).not_to_have_count(0)
    page.get_by_role("button", name="Play").click()
    expect(page.locator("figure.output .unreached")).to_have_count(0)
    expect(page.get_by_role("button", name="Play")).to_be_visible()


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_an_edit_reruns_once_and_changes_the_output(page, address, end):
    visit(page, address)
    expect(page.get_by_text("runs: 1")).to_be_visible()
    cell(page, "kernel", 1, 1).click()
    page.keyboard.type("-1")
    page.keyboard.press(end)
    expect(page.get_by_text("runs: 2")).to_be_visible()
    expect(cell(page, "output", 0, 0)).to_have_text("4")
    expect(cell(page, "output", 0, 1)).to_have_text("1")
    page.wait_for_selector(STILL)
    expect(page.get_by_text("runs: 2")).to_be_visible()


def test_a_fraction_is_accepted_and_escape_and_junk_change_nothing(page, address):
    visit(page, address)
    weight = cell(page, "kernel", 0, 0)
    weight.click()
    page.keyboard.type("junk")
    page.keyboard.press("Enter")
    expect(page.locator(".editor[aria-invalid]")).to_be_visible()
    expect(page.locator(".editor")).to_have_attribute("inputmode", "decimal")
    page.keyboard.press("Escape")
    expect(weight.locator("span")).to_have_text("1")
    expect(page.get_by_text("runs: 1")).to_be_visible()
    weight.press("Enter")
    page.keyboard.type("1/9")
    page.keyboard.press("Enter")
    expect(page.get_by_text("runs: 2")).to_be_visible()
    expect(weight.locator("span")).to_have_text("0.11")
    assert "≈" in arithmetic(page)


def test_edits_typed_faster_than_a_rerun_all_arrive(page, address):
    visit(page, address)
    cell(page, "kernel", 0, 0).click()
    for number in range(2, 11):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab" if number < 10 else "Enter")
    expect(cell(page, "output", 1, 1)).to_have_text(str(3 + 5 + 6 + 7 + 9))
    expected = [str(number) for number in range(2, 11)]
    assert page.locator("figure.kernel .cell span").all_inner_texts() == expected


def test_a_grid_has_rows_of_cells_and_nothing_else(page, address):
    visit(page, address, "padded")
    assert page.locator("[role=grid] > :not([role=row], [aria-hidden=true])").count() == 0


def test_pooling_skips_the_padding(page, address):
    visit(page, address, "pooling")
    cell(page, "output", 2, 2).hover()
    assert re.fullmatch(r"max\( (\d) \) = \1", arithmetic(page))


CONTRASTS = """cells => {
  const rgb = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number)
  const luminance = (color) => { const [r, g, b] = color.map((c) =>
    c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b }
  return cells.map((cell) => { const style = getComputedStyle(cell)
    const [low, high] = [luminance(rgb(style.color)), luminance(rgb(style.backgroundColor))].sort()
    return (high + 0.05) / (low + 0.05) })
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("scene", ["padded", "large"])
def test_every_number_is_readable_on_its_colour(browser, address, scene, theme):
    page = browser.new_page(color_scheme=theme)
    visit(page, address, scene)
    contrasts = page.locator(".cell:not(.padding)").evaluate_all(CONTRASTS)
    page.close()
    assert min(contrasts) >= 4.5


@pytest.mark.parametrize("scene", ["convolution", "padded", "large", "channels", "pooling"])
def test_a_phone_needs_no_sideways_scrolling(browser, address, scene):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    visit(page, address, scene)
    overflow = page.locator(".matrix").evaluate("root => root.scrollWidth - root.clientWidth")
    page.close()
    assert overflow <= 0
