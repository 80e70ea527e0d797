"""The training lesson: run, result, reload, refusal, and what a wrong address does."""

from dataclasses import replace

import pytest

from core import jobs
from core.datasets import dataset
from core.host import settings
from core.training.config import METHODS, OF_METHOD, TrainingConfig
from core.training.lecture import CASES, configuration
from tests.support.pages import choice, choices, said
from tests.support.photos import COLOURS, coloured_dataset, file_of, noisy, zipped
from tests.support.stored_runs import store
from tests.support.waiting import wait_until
from ui.lessons.train.controls import CHOICES

pytestmark = pytest.mark.slow  # many pages

SMALL = {"image_size": 96, "epochs": 20, "head_units": 16}


def animals_of(classes=("cat", "dog"), photos=4):
    """Return a zip of noisy photos, one colour a class."""
    of_class = dict(zip(classes, COLOURS.values(), strict=False))
    return zipped(
        {
            f"animals/{name}/{number}.png": file_of(noisy(colour, number))
            for name, colour in of_class.items()
            for number in range(photos)
        }
    )


def upload(page, data, name="animals.zip"):
    choice(page, "data_source").set_value("zip").run()
    page.file_uploader[0].upload(name, data).run()


def ended(page):
    """Rerun, as the page does once a second, until its run has ended."""

    def over():
        page.run()
        return not jobs.attach(page.session_state["runs"][-1]).live

    wait_until(over, 300, every=0.2)
    return page.run()


@pytest.fixture(scope="module")
def animals():
    return dataset.bundled(settings.data_folder() / "bundled")


@pytest.fixture(scope="module")
def pets(tmp_path_factory):
    """Return a data set whose photos no session has."""
    colours = coloured_dataset(("blue", "red"), 4, tmp_path_factory.mktemp("pets"))
    return replace(colours, class_names=("cat", "dog"))


@pytest.fixture
def trained(pets):
    """Return the key of a finished run that was always right."""
    return store(settings.data_folder() / "runs", TrainingConfig(**SMALL), pets, wrong=0)


@pytest.mark.tensorflow
def test_an_uploaded_set_is_trained_on(open_page):
    page = open_page("train", "en", train_settings=SMALL)
    upload(page, animals_of())
    assert not page.error
    assert "cat · 4 photos" in [text.value for text in page.text]
    page.button[0].click().run()
    page = ended(page)
    assert not page.exception
    assert [metric.label for metric in page.metric[:2]] == ["Test accuracy", "Validation accuracy"]
    assert "2 / 2 right" in said(page)
    page.session_state["result_cell"] = (page.session_state["runs"][-1], "test", (0, 0))
    page.run()
    page.toggle(key="result_explain").set_value(True).run()
    assert not page.exception
    assert "predicted “cat”" in said(page)


def test_a_reload_shows_the_run_without_the_photos(open_page, trained):
    page = open_page(language="en")
    page.query_params["run"] = trained
    page.switch_page("pages/train.py").run()
    assert "2 / 2 right" in said(page)
    assert any("cat, dog" in info.value for info in page.info)
    page.session_state["result_cell"] = (trained, "test", (0, 0))
    page.run()
    assert "not among the photos chosen above" in said(page)
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
    [(b"PK nothing", "zip"), (animals_of(("cat",)), "two|2"), (animals_of(photos=1), "2")],
)
def test_a_bad_zip_is_refused_and_the_page_goes_on(open_page, data, said):
    page = open_page("train", "en")
    upload(page, data)
    assert not page.exception
    assert len(page.error) == 1
    assert any(word in page.error[0].value for word in said.split("|"))
    choice(page, "data_source").set_value("bundled").run()
    assert not page.error


def test_photos_to_learn_nothing_from_are_refused_once(open_page, animals):
    alike = [replace(photo, group="one") if photo.label == 0 else photo for photo in animals.photos]
    own = replace(animals, photos=tuple(alike))
    page = open_page("train", "en", data_source="zip", own_dataset=own)
    assert not page.exception
    assert [error.value for error in page.error if "near-duplicates" in error.value]
    assert len(page.error) == 1
    assert not {"train_start", "lecture_start"} & {button.key for button in page.button}


def test_early_stopping_that_could_not_stop_is_refused_before_it_starts(open_page):
    page = open_page("train", "en", train_settings={"epochs": 5, "patience": 5})
    assert not page.exception
    assert "5 epochs" in page.error[0].value
    assert "Train" not in [button.label for button in page.button]
    assert choice(page, "train_check")  # the rest of the page is there


@pytest.mark.parametrize("method", METHODS)
def test_only_the_settings_of_the_method_are_shown(open_page, method):
    page = open_page("train", "en")
    choice(page, "training_method").set_value(method).run()
    assert not page.exception
    seen = {*choices(page), *(each.key for each in (*page.toggle, *page.number_input))}
    of_method = {name for name in CHOICES if method in OF_METHOD.get(name, METHODS)}
    assert seen & CHOICES.keys() == of_method - {"augmentation"}  # that one: where photos are drawn
    assert choice(page, "image_size").value == (96 if method == "scratch" else 224)
    assert method in page.query_params["training_method"]


def test_two_runs_are_compared(open_page, trained, pets):
    page = open_page("train", "en", runs=[trained])
    assert "compared_runs" not in choices(page)
    drawn = TrainingConfig("scratch", epochs=SMALL["epochs"], image_size=96, draws=1)
    page.session_state["runs"] = [
        trained,
        store(settings.data_folder() / "runs", drawn, pets),
    ]
    page.run()
    assert not page.exception
    assert len(choice(page, "compared_runs").value) == 2
    table = page.dataframe[0].value
    assert set(table["Method"]) == {"Feature extraction", "From scratch"}
    assert set(table["Augmentation"]) == {"Strong", "–"}
    assert "Epochs" not in table
    assert {"Test (95% interval)", "Validation (95% interval)"} <= set(table)
    choice(page, "compared_one").set_value(trained).run()
    page.button(key="compared_show").click().run()
    assert trained in page.query_params["run"]
    choice(page, "compared_runs").set_value([trained]).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 1


def open_result(open_page, key):
    """Open a run by its address."""
    page = open_page(language="en")
    page.query_params["run"] = key
    page.switch_page("pages/train.py").run()
    assert not page.exception
    return page


def test_a_result_names_the_gap_its_interval_and_each_class(open_page, animals):
    key = store(settings.data_folder() / "runs", TrainingConfig(epochs=12), animals)
    page = open_result(open_page, key)
    assert "From epoch 3 on, validation loss rises (from 0.50 to 1.50)" in said(page)
    assert "Test photos took part in no choice" in said(page)
    assert "| Class | Precision | Recall | Photos |" in said(page)
    assert "The most wrong first" in said(page)
    assert "Photos of other people" not in said(page)


def test_a_result_without_test_photos_says_so(open_page, animals):
    key = store(settings.data_folder() / "runs", TrainingConfig(seed=9), animals, test=False)
    page = open_result(open_page, key)
    assert page.metric[0].label == "Validation accuracy"
    assert "There is no test photo" in said(page)


def test_the_experiment_fills_in_and_says_what_so_few_photos_can_tell(open_page, animals):
    page = open_page("train", "en")
    assert page.button(key="lecture_start")
    for case in CASES[:3]:
        store(settings.data_folder() / "runs", configuration(case), animals)
    page.run()
    assert not page.exception
    assert "| Fine-tuning · without augmentation | not yet trained |" in said(page)
    assert "| From scratch: without → with augmentation |" in said(page)
    assert "| Fine-tuning: without → with augmentation |" not in said(page)
    for case in CASES[3:]:
        store(settings.data_folder() / "runs", configuration(case), animals)
    page.run()
    assert "| Fine-tuning: without → with augmentation |" in said(page)
    assert "lecture_start" not in [button.key for button in page.button]


@pytest.mark.tensorflow
def test_the_experiment_is_queued_and_cancelled(open_page):
    page = open_page("train", "en")
    upload(page, animals_of(("cat", "dog", "owl")))
    page.button(key="lecture_start").click().run()
    assert not page.exception
    assert len(page.session_state["runs"]) == len(CASES)
    assert "waiting, " in said(page)
    page.button(key="lecture_cancel").click().run()
    wait_until(lambda: not any(map(is_live, page.session_state["runs"])), 300)
    page.run()
    assert not page.exception
    assert "| cancelled |" in said(page)
    assert page.button(key="lecture_start")


def is_live(key):
    return jobs.attach(key).live
