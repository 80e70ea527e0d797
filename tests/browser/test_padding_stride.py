"""What only a browser shows: the cells that no window reaches are hatched."""

from playwright.sync_api import expect

from tests.support.browser import STILL


def test_cells_no_window_reaches_are_hatched(address, page):
    page.goto(f"{address}/padding_stride?padding_stride_stride=3")
    page.wait_for_selector(STILL, timeout=60_000)
    hatched = page.locator("figure.input .cell.unused")
    expect(hatched).to_have_count(13, timeout=60_000)  # row 7 and column 7
    assert "repeating-linear-gradient" in hatched.first.evaluate(
        "cell => getComputedStyle(cell).backgroundImage"
    )
    page.locator("figure.output .cell").nth(3).hover()
    expect(page.locator(".arithmetic").first).to_contain_text("= 9")  # 2+0+0+3+1
