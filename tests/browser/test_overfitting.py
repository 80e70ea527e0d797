"""What only a browser shows: units drop out step by step and are all back in prediction."""

from playwright.sync_api import expect

LONG = 120_000  # ms; the first visit loads the app


def test_units_drop_out_in_training_and_return_in_prediction(address, page):
    page.goto(f"{address}/overfitting")
    dropped = page.locator(".unit.hidden.dropped")
    expect(page.get_by_text("Training step 1 of 100", exact=True)).to_be_visible(timeout=LONG)
    first = dropped.count()
    assert first == page.locator("tr.dropped").count()
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_text("Training step 2 of 100", exact=True)).to_be_visible()
    assert dropped.count() == page.locator("tr.dropped").count()

    page.get_by_role("radio", name="Training", exact=True).press("ArrowRight")
    expect(page.get_by_role("radio", name="Prediction")).to_be_checked()
    expect(dropped).to_have_count(0)
    expect(page.locator(".numbers tfoot")).to_contain_text("1.176")
    page.get_by_role("button", name="Show the sum of output 2").press("Enter")
    expect(page.locator(".numbers tfoot")).to_contain_text("0.776")
    expect(page.get_by_role("button", name="Next step")).to_be_disabled()


def test_play_goes_on_until_it_is_paused(address, page):
    page.goto(f"{address}/overfitting")
    page.get_by_role("button", name="Play the training steps").click(timeout=LONG)
    expect(page.get_by_text("Training step 2 of 100", exact=True)).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play the training steps")).to_be_visible()
