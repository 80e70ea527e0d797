"""In a browser: what people typed makes no link, tag, formula, icon or code on any page."""

import pytest
from playwright.sync_api import expect

from core.datasets import workshop
from core.host import state
from core.host.state import readers
from core.training.config import TrainingConfig
from tests.support.browser import STILL
from tests.support.photos import coloured_collection
from tests.support.stored_runs import store as store_run
from ui.words import JOINER

LONG = 120_000  # ms; the first visit loads the app
TOKEN = "t" * 43
CLASSES = (
    "[x](http://evil.example) <b>b</b> $x^2$",
    ":red[y] :material/home: `code` ~~s~~",
    "https://evil.example a -> b me@evil.example"[:40],
)
TITLE = "# <i>t</i> [z](http://evil.example) $z$"
CREDIT = "<u>c</u> [c](http://evil.example) `c`"
MADE_OF_IT = (
    'a[href*="evil"], img[src*="evil"], .katex, b:text-is("b"), i:text-is("t"), u:text-is("c"), '
    'del:text-is("s"), code:text-is("code"), code:text-is("c")'
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """Return a data folder with a collected set, the same one published, and a run of it."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONVSCOPE_DATA", str(folder))
        state.close()
        reader = readers.reader_of(TOKEN)
        manifest = {"source": "upload", "licence": "own", "attribution": CREDIT}
        store = folder / "readers" / reader
        made = coloured_collection(CLASSES, 6, manifest, store)
        readers.see(reader)
        readers.keep(reader, "collection", made.to_json())
        published = workshop.publish(TITLE, made, store, reader)
        run = store_run(folder / "runs", TrainingConfig(epochs=10), published.dataset)
        state.close()
    return folder, run


@pytest.fixture
def visitor(prepared, serve, browser):
    """Return a page of the reader's, and where the app is served."""
    address = serve("app.py", CONVSCOPE_DATA=str(prepared[0]))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    context.add_cookies([{"name": "convscope_reader", "value": TOKEN, "url": address}])
    yield context.new_page(), address
    context.close()


def assert_all_text(page, *names):
    main = page.get_by_test_id("stMain")
    page.wait_for_selector(STILL, timeout=LONG)
    said = main.evaluate("main => main.innerText").replace(JOINER, "")
    for name in names:
        assert name in said
    expect(main.locator(MADE_OF_IT)).to_have_count(0)
    expect(main.get_by_test_id("stIconMaterial").filter(has_text="home")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_no_name_is_anything_but_text(prepared, visitor):
    page, address = visitor
    page.goto(f"{address}/collect")
    expect(page.get_by_label("Title of the set")).to_be_visible(timeout=LONG)
    assert_all_text(page, *CLASSES, TITLE)

    page.goto(f"{address}/train?run={prepared[1]}")
    page.get_by_role("radio", name="Workshop").click(timeout=LONG)
    page.get_by_role("combobox", name="Published set").click()
    page.get_by_role("option", name=TITLE).click()
    expect(page.get_by_text("Where the 18 photos come from")).to_be_visible(timeout=LONG)
    assert_all_text(page, *CLASSES)
