"""The main road in a real browser: convolution, feature maps, training, prediction, Grad-CAM."""

import itertools
import re
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import expect

from core.datasets import dataset
from core.host import assets
from core.training.config import RECOMMENDED
from tests.support.browser import STILL
from tests.support.stored_runs import store
from ui import course as lessons
from ui import words

LOCALES = {"ko-KR": "ko", "en-US": "en"}
SMALL = "image_size=96&epochs=10"
LONG = 120_000  # ms; the first visit starts the worker


@pytest.fixture(scope="module")
def server(address):
    """Return the process that serves `address`."""
    port = int(address.rsplit(":", 1)[1])
    return next(
        process
        for process in psutil.Process().children(recursive=True)
        if any(c.laddr.port == port for c in process.net_connections() if c.status == "LISTEN")
    )


def visit(page, address, path=""):
    page.goto(f"{address}/{path}")
    page.wait_for_selector(STILL, timeout=LONG)


def settled(page):
    page.wait_for_selector(STILL, timeout=LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize(
    ("slug", "locale"), [*zip(lessons.BUILT, itertools.cycle(LOCALES), strict=False)]
)
def test_a_cold_link_to_a_lesson_has_the_frame(browser, address, slug, locale):
    language = LOCALES[locale]
    context = browser.new_context(locale=locale)
    page = context.new_page()
    visit(page, address, slug)
    labels = words.shared(language)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(labels[f"{slug}.title"], timeout=LONG)
    links = page.get_by_test_id("stSidebar").get_by_role("link")
    expect(links.filter(has_text=labels[f"{slug}.title"])).to_have_count(1)
    settled(page)
    context.close()


def test_language_and_progress_outlive_a_reload(page, address):
    visit(page, address, "feature_maps")
    page.get_by_role("radio", name="한국어").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("특성 맵", timeout=LONG)
    quiz = words.load("ko", "feature_maps").quizzes["check"]
    page.get_by_text(quiz["options"][quiz["answer"]]).click()
    done = page.get_by_test_id("stSidebar").get_by_text(re.compile("1개 완료"))
    expect(done).to_be_visible(timeout=LONG)
    page.reload()
    expect(heading).to_have_text("특성 맵", timeout=LONG)
    expect(done).to_be_visible(timeout=LONG)


def test_hovering_an_output_cell_shows_its_arithmetic(page, address):
    visit(page, address, "convolution")
    page.locator("figure.output .cell").nth(3).hover()
    expect(page.locator(".arithmetic")).to_contain_text("= 1", timeout=LONG)


def test_typing_in_the_kernel_changes_the_output(page, address):
    visit(page, address, "convolution")
    page.locator("figure.kernel .cell").nth(4).click()
    page.keyboard.type("-5")
    page.keyboard.press("Enter")
    first = page.locator("figure.output .cell").first
    expect(first).to_have_text("4")  # the window's middle is 0
    expect(page.locator("figure.output .cell").nth(3)).to_have_text("−5", timeout=LONG)


def test_choosing_a_layer_opens_its_channels(page, address):
    visit(page, address, "feature_maps")
    tile = page.get_by_role("radio", name="block4_conv2")
    tile.click(timeout=LONG)
    expect(page.get_by_role("heading", name="block4_conv2").first).to_be_visible(timeout=LONG)


def test_a_wrong_file_is_refused_and_the_page_goes_on(page, address):
    visit(page, address, "feature_maps")
    page.get_by_role("radio", name="Upload").click()
    files = {"name": "../../photo.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_text("This is not a picture")).to_be_visible(timeout=LONG)
    settled(page)
    expect(page.get_by_role("radio", name="block1_conv1")).to_be_visible(timeout=LONG)


def train(page, address, settings):
    visit(page, address, f"train?{settings}")
    page.get_by_role("button", name="Train", exact=True).click()


def test_train_then_predict_an_upload_and_see_where_it_looked(page, address):
    train(page, address, f"{SMALL}&seed=3")
    expect(page.get_by_text("Validation accuracy").first).to_be_visible(timeout=LONG)
    settled(page)
    run = page.url
    page.get_by_role("link", name="Predict with this model").click()
    model = page.locator("[class*=st-key-model-]").get_by_role("combobox")
    expect(model).to_have_value(re.compile("My model: Birds, Fish"), timeout=LONG)
    page.get_by_role("radio", name="Upload").click()
    photo = Path(next(assets.animal_set().glob("bird/*.jpg")))
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_text("Where there is evidence for")).to_be_visible(timeout=LONG)
    settled(page)
    page.goto(run)  # as after a reload, or in another browser
    expect(page.get_by_text("Validation accuracy").first).to_be_visible(timeout=LONG)


def test_equal_settings_answer_without_training(page, address, data):
    config = replace(RECOMMENDED["feature_extraction"], image_size=96, epochs=10, seed=7)
    store(data / "runs", config, dataset.bundled(data / "bundled"))
    visit(page, address, f"train?{SMALL}&seed=7")
    expect(page.get_by_text("Validation accuracy").first).to_be_visible(timeout=LONG)


def test_a_killed_training_worker_is_said_and_the_next_run_works(page, address, server):
    settings = "image_size=128&epochs=5&seed=4"
    train(page, address, settings)
    expect(page.get_by_text("VGG16 features")).to_be_visible(timeout=LONG)
    for child in server.children(recursive=True):
        if child.nice() > 0:  # the training worker is the one of lower priority
            child.kill()
    expect(page.get_by_text("The training did not finish")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text("Validation accuracy").first).to_be_visible(timeout=LONG)


def test_a_killed_inference_worker_comes_back(page, address, server):
    visit(page, address, "grad_cam")
    expect(page.get_by_text("Where there is evidence for")).to_be_visible(timeout=LONG)
    for child in server.children(recursive=True):
        if child.nice() == 0:
            child.kill()
    page.get_by_role("radio", name="koala").click()
    said = page.get_by_text("has stopped")
    answer = page.get_by_text("Where there is evidence for “koala”")
    expect(said.or_(answer)).to_be_visible(timeout=LONG)
    page.reload()
    expect(page.get_by_text("Where there is evidence for")).to_be_visible(timeout=LONG)


def test_the_server_never_loads_tensorflow(page, address, server):
    """Not even after its worker has answered; the system says which libraries the process has."""
    visit(page, address, "grad_cam")
    expect(page.get_by_text("Where there is evidence for")).to_be_visible(timeout=LONG)
    libraries = {mapped.path for mapped in server.memory_maps()}
    assert not [path for path in libraries if "tensorflow" in path]
