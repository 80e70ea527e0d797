"""A run that was removed, because the host's limit was reached, while a reader has it in hand."""

import shutil

import pytest

from core.datasets import dataset
from core.host import settings
from core.training.config import TrainingConfig
from tests.support.stored_runs import store
from ui import words


@pytest.fixture
def run():
    """Return the folder of a finished run on the bundled photos."""
    animals = dataset.bundled(settings.data_folder() / "bundled")
    root = settings.data_folder() / "runs"
    return root / store(root, TrainingConfig(seed=31), animals)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_link_to_it_says_so_and_one_click_trains(open_page, run, language):
    page = open_page(language=language, runs=[run.name])
    page.query_params["run"] = run.name
    page.switch_page("pages/train.py").run()
    assert page.get("download_button")
    shutil.rmtree(run)
    page.run()
    assert not page.exception
    assert words.load(language)("run.missing") in [caption.value for caption in page.caption]
    assert not page.get("download_button")
    assert page.button(key="train_start")


@pytest.mark.tensorflow  # its pages ask a worker
@pytest.mark.parametrize(("slug", "key"), [("predict", "model"), ("grad_cam", "grad_cam_model")])
def test_lessons_where_it_was_chosen_take_another_model(open_page, run, slug, key):
    shutil.rmtree(run)
    page = open_page(slug, "en", runs=[run.name], **{key: run.name})
    assert not page.exception
    assert not page.error
    assert run.name not in [box.value for box in page.selectbox]
