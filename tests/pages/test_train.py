"""The training lesson: run, result, reload, refusal, and what a wrong address does."""

import io
import time
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from core import jobs
from core.datasets import dataset
from core.host import settings
from core.training.config import TrainingConfig
from core.training.lecture import CASES, configuration
from tests.stored_runs import store

SMALL = {"image_size": 96, "epochs": 20, "head_units": 16}


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


def said(page, text):
    texts = [*page.caption, *page.markdown, *page.info]
    return any(text in element.value for element in texts)


@pytest.fixture(scope="module")
def animals():
    return dataset.bundled(settings.data_folder() / "bundled")


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
    assert [metric.label for metric in page.metric[:2]] == ["Test accuracy", "Validation accuracy"]
    assert said(page, "2 / 2 right")
    page.session_state["result_cell"] = (page.session_state["runs"][-1], "test", (0, 0))
    page.run()
    page.toggle(key="result_explain").set_value(True).run()
    assert not page.exception
    assert said(page, "predicted “cat”")
    trained["key"] = page.session_state["runs"][-1]


def test_a_reload_shows_the_run_without_the_photos(open_page, trained):
    page = open_page(language="en")
    page.query_params["run"] = trained["key"]
    page.switch_page("pages/train.py").run()
    assert said(page, "2 / 2 right")
    assert any("cat, dog" in info.value for info in page.info)
    page.session_state["result_cell"] = (trained["key"], "test", (0, 0))
    page.run()
    assert said(page, "not among the photos chosen above")
    assert "result_explain" not in [toggle.key for toggle in page.toggle]


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


def test_photos_to_learn_nothing_from_are_refused_once(open_page, animals):
    alike = [replace(photo, group="one") if photo.label == 0 else photo for photo in animals.photos]
    own = replace(animals, photos=tuple(alike))
    page = open_page("train", "en", data_source="zip", own_dataset=own)
    assert not page.exception
    assert [error.value for error in page.error if "near-duplicates" in error.value]
    assert len(page.error) == 1
    assert not {"train_start", "lecture_start"} & {button.key for button in page.button}


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
    page.select_slider(key="epochs").set_value(SMALL["epochs"])
    page.select_slider(key="draws").set_value(1).run()
    next(button for button in page.button if button.label == "Train").click().run()
    page = ended(page)
    assert not page.exception
    assert len(page.multiselect(key="compared_runs").value) == 2
    table = page.dataframe[0].value
    assert set(table["Method"]) == {"Feature extraction", "From scratch"}
    assert set(table["Augmentation"]) == {"Strong", "–"}
    assert "Epochs" not in table
    assert {"Test (95% interval)", "Validation (95% interval)"} <= set(table)
    page.selectbox(key="compared_one").set_value(trained["key"]).run()
    page.button(key="compared_show").click().run()
    assert trained["key"] in page.query_params["run"]
    page.multiselect(key="compared_runs").set_value([trained["key"]]).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 1


def test_a_result_names_the_gap_its_interval_and_each_class(open_page, animals):
    key = store(settings.data_folder() / "runs", TrainingConfig(epochs=12), animals)
    page = open_page(language="en")
    page.query_params["run"] = key
    page.switch_page("pages/train.py").run()
    assert not page.exception
    assert said(page, "From epoch 3 on, validation loss rises (from 0.50 to 1.50)")
    assert said(page, "Test photos took part in no choice")
    assert said(page, "| Class | Precision | Recall | Photos |")
    assert said(page, "The most wrong first")
    assert not said(page, "Photos of other people")


def test_a_result_without_test_photos_says_so(open_page, animals):
    key = store(settings.data_folder() / "runs", TrainingConfig(seed=9), animals, test=False)
    page = open_page(language="en")
    page.query_params["run"] = key
    page.switch_page("pages/train.py").run()
    assert not page.exception
    assert page.metric[0].label == "Validation accuracy"
    assert said(page, "There is no test photo")


def test_the_experiment_fills_in_and_says_what_so_few_photos_can_tell(open_page, animals):
    page = open_page("train", "en")
    assert page.button(key="lecture_start")
    for case in CASES[:3]:
        store(settings.data_folder() / "runs", configuration(case), animals)
    page.run()
    assert not page.exception
    assert said(page, "| Fine-tuning · without augmentation | not yet trained |")
    assert said(page, "| From scratch: without → with augmentation |")
    assert not said(page, "| Fine-tuning: without → with augmentation |")
    for case in CASES[3:]:
        store(settings.data_folder() / "runs", configuration(case), animals)
    page.run()
    assert said(page, "| Fine-tuning: without → with augmentation |")
    assert "lecture_start" not in [button.key for button in page.button]


def test_the_experiment_is_queued_and_cancelled(open_page):
    page = open_page("train", "en")
    upload(page, zipped(("cat", "dog", "owl")))
    page.button(key="lecture_start").click().run()
    assert not page.exception
    assert len(page.session_state["runs"]) == len(CASES)
    assert said(page, "waiting, ")
    page.button(key="lecture_cancel").click().run()
    end = time.monotonic() + 120
    while page.session_state["runs"] and any(map(is_live, page.session_state["runs"])):
        assert time.monotonic() < end
        time.sleep(0.2)
    page.run()
    assert not page.exception
    assert said(page, "| cancelled |")
    assert page.button(key="lecture_start")


def is_live(key):
    return jobs.attach(key).live
