"""An uploaded data set is its reader's: it outlives the session, and “Forget me” ends it."""

from playwright.sync_api import expect

from tests.support.photos import file_of, noise, zipped
from tests.support.waiting import wait_until

NAMES = ("cat/1.png", "cat/2.png", "dog/1.png", "dog/2.png", "../evil.png")


def test_photos_are_the_readers_alone_and_go_when_the_reader_says_so(browser, serve, tmp_path):
    address = serve("app.py", "--server.disconnectedSessionTTL", "1", CONVSCOPE_DATA=str(tmp_path))
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.goto(f"{address}/train")
    page.get_by_role("radio", name="My photos").click(timeout=60_000)
    photos = zipped({name: file_of(noise(place)) for place, name in enumerate(NAMES)})
    data = {"name": "animals.zip", "mimeType": "application/zip", "buffer": photos}
    page.locator("input[type=file]").set_input_files(data)
    expect(page.get_by_text("cat · 2 photos")).to_be_visible(timeout=60_000)
    photos = list((tmp_path / "readers").glob("*/photos/*.jpg"))
    assert len(photos) == 4
    assert not list(tmp_path.parent.glob("evil*"))  # no path was taken from the zip
    for photo in photos:  # nor can a browser ask for one
        for path in (f"readers/{photo.parent.parent.name}/photos/{photo.name}", photo.name):
            for root in ("app/static", "media", "..", ""):
                answer = context.request.get(f"{address}/{root}/{path}")
                assert "image" not in answer.headers.get("content-type", "")
    page.close()
    stranger = browser.new_context(locale="en-US")
    other = stranger.new_page()
    other.goto(f"{address}/train")
    other.get_by_role("radio", name="My photos").click(timeout=60_000)
    expect(other.get_by_text("cat · 2 photos")).to_have_count(0)
    stranger.close()
    again = context.new_page()  # the session of before is long gone: it was kept for a second
    again.goto(f"{address}/train")
    again.get_by_role("radio", name="My photos").click(timeout=60_000)
    expect(again.get_by_text("cat · 2 photos")).to_be_visible(timeout=60_000)
    (cookie,) = [each for each in context.cookies() if each["name"] == "convscope_reader"]
    assert cookie["httpOnly"]
    again.goto(address)
    again.get_by_role("button", name="Forget me").click(timeout=60_000)
    again.get_by_role("button", name="Remove it all").click()
    wait_until(lambda: not list((tmp_path / "readers").glob("*/photos/*.jpg")))
    context.close()
