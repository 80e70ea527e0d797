"""The training lesson: run, result, reload, refusal, and what a wrong address does."""

import io
import time
import zipfile

import numpy as np
import pytest
from PIL import Image

from core import jobs

SMALL = {"image_size": 96, "epochs": 5, "head_units": 16}


def zipped(classes=("cat", "dog"), photos=4):
    """Return a zip of noisy photos, one colour a class."""
    rng = np.random.default_rng(0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for place, name in enumerate(classes):
            for number in range(photos):
                pixels = rng.integers(0, 60, (60, 70, 3)) + [190 * (place == c) for c in range(3)]
                file = io.BytesIO()
                Image.fromarray(pixels.astype(np.uint8)).save(file, "PNG")
                archive.writestr(f"animals/{name}/{number}.png", file.getvalue())
    return buffer.getvalue()


def upload(page, data, name="animals.zip"):
    page.segmented_control(key="data_source").set_value("zip").run()
    page.file_uploader(key="data_upload").upload(name, data).run()


def ended(page, limit=120):
    """Rerun, as the page does once a second, until its run has ended."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        page.run()
        job = jobs.attach(page.session_state["runs"][-1])
        if not job.live:
            return page.run()
        time.sleep(0.2)
    raise AssertionError("the run did not end")


@pytest.fixture(scope="module")
def trained():
    """Keep the key of the run that the first test trains, for those that come back to it."""
    return {}


def test_an_uploaded_set_is_trained_on(open_page, trained):
    page = open_page("train", "en", train_settings=SMALL)
    upload(page, zipped())
    assert not page.error
    assert "cat · 4 photos" in [text.value for text in page.text]
    page.button[0].click().run()
    page = ended(page)
    assert not page.exception
    assert page.metric[0].label == "Validation accuracy"
    assert page.metric[1].value == "2 / 2"
    trained["key"] = page.session_state["runs"][-1]


def test_a_reload_shows_the_run_without_the_photos(open_page, trained):
    page = open_page(language="en")
    page.query_params["run"] = trained["key"]
    page.switch_page("pages/train.py").run()
    assert page.metric[1].value == "2 / 2"
    assert any("cat, dog" in info.value for info in page.info)


@pytest.mark.parametrize("key", ["../../etc/passwd", "0" * 64, "<b>", ""])
def test_a_wrong_run_in_the_address_counts_as_none(open_page, key):
    page = open_page()
    page.query_params["run"] = key
    page.switch_page("pages/train.py").run()
    assert not page.exception
    assert not page.metric


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"PK nothing", "zip"), (zipped(("cat",)), "two|2"), (zipped(photos=1), "2")],
)
def test_a_bad_zip_is_refused_and_the_page_goes_on(open_page, data, said):
    page = open_page("train", "en")
    upload(page, data)
    assert not page.exception
    assert len(page.error) == 1
    assert any(word in page.error[0].value for word in said.split("|"))
    page.segmented_control(key="data_source").set_value("bundled").run()
    assert not page.error


def test_own_run_can_predict(open_page, trained):
    page = open_page("predict", "en", runs=[trained["key"]])
    assert not page.exception
    assert "cat, dog" in page.selectbox(key="model").options[0]


def test_early_stopping_that_could_not_stop_is_refused_before_it_starts(open_page):
    page = open_page("train", "en", train_settings={"epochs": 5, "patience": 5})
    assert not page.exception
    assert "5 epochs" in page.error[0].value
    assert "Train" not in [button.label for button in page.button]
    assert page.radio(key="train_check")  # the rest of the page is there


@pytest.mark.parametrize("method", ["feature_extraction", "fine_tuning", "scratch"])
def test_only_the_settings_of_the_method_are_shown(open_page, method):
    page = open_page("train", "en")
    page.segmented_control(key="training_method").set_value(method).run()
    assert not page.exception
    keys = {slider.key for slider in page.select_slider}
    assert ("trainable_convolutions" in keys) == (method == "fine_tuning")
    assert ("head_units" in keys) == (method != "scratch")
    assert page.select_slider(key="image_size").value == (96 if method == "scratch" else 224)
    assert method in page.query_params["training_method"]


def test_two_runs_are_compared(open_page, trained):
    page = open_page("train", "en", runs=[trained["key"]])
    assert not page.multiselect
    upload(page, zipped())
    page.segmented_control(key="training_method").set_value("scratch").run()
    page.select_slider(key="epochs").set_value(5)
    page.select_slider(key="draws").set_value(1).run()
    next(button for button in page.button if button.label == "Train").click().run()
    page = ended(page)
    assert not page.exception
    assert len(page.multiselect(key="compared_runs").value) == 2
    table = page.dataframe[0].value
    assert set(table["Method"]) == {"Feature extraction", "From scratch"}
    assert set(table["Augmentation"]) == {"Strong", "–"}
    assert "Epochs" not in table
    page.multiselect(key="compared_runs").set_value([trained["key"]]).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 1
