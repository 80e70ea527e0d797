"""What the reader takes home of a run; the making of the files is by hand."""

import pytest

from core.host import settings
from core.host.state import job_line
from core.jobs import JobFolder
from core.training.config import TrainingConfig
from core.training.stored import Exports
from tests.support.making import Making
from tests.support.pages import said
from tests.support.photos import coloured_dataset
from tests.support.stored_runs import store
from tests.support.waiting import wait_until
from ui.runs import downloads

pytestmark = pytest.mark.slow  # many pages


@pytest.fixture
def making(monkeypatch, tmp_path):
    return Making.stand_in(monkeypatch, tmp_path)


@pytest.fixture
def page(making, open_page, monkeypatch, tmp_path):
    """Open the training lesson on a finished run."""
    exports = Exports(tmp_path / "exports", JobFolder.perform)
    monkeypatch.setattr(downloads, "shared_exports", lambda: exports)
    photos = coloured_dataset(("blue", "red"), 4, tmp_path / "photos")
    run = store(settings.data_folder() / "runs", TrainingConfig(image_size=96), photos, wrong=0)
    page = open_page(language="en")
    page.query_params["run"] = run
    return page.switch_page("pages/train.py").run()


def buttons(page):
    return {each.key for each in page.button} & {
        f"{verb}_{kind}" for verb in ("make", "cancel") for kind in ("keras", "tflite")
    }


def saved(page):
    return {each.key for each in page.get("download_button")} & {"save_keras", "save_tflite"}


def end():
    wait_until(lambda: not job_line.live("export"))


def test_a_file_is_made_while_the_reader_does_something_else(page, making):
    assert buttons(page) == {"make_keras", "make_tflite"}
    making.go_on.clear()
    page.button(key="make_tflite").click().run()
    page.button(key="make_keras").click().run()
    assert buttons(page) == {"cancel_keras", "cancel_tflite"}
    assert "Files to be made before this one: 1" in said(page)
    page.switch_page("pages/story.py").run()
    page.switch_page("pages/train.py").run()
    assert buttons(page) == {"cancel_keras", "cancel_tflite"}
    making.go_on.set()
    end()
    page.run()
    assert saved(page) == {"save_keras"}  # the one asked for last
    assert buttons(page) == {"make_tflite"}
    page.button(key="make_tflite").click().run()
    assert saved(page) == {"save_tflite"}
    assert sorted(making.made) == ["keras", "tflite"]
    assert not page.exception


def test_who_wants_it_no_more_ends_it(page, making):
    making.go_on.clear()
    page.button(key="make_keras").click().run()
    page.button(key="cancel_keras").click().run()
    making.go_on.set()
    end()
    assert buttons(page.run()) == {"make_keras", "make_tflite"}
    assert making.made == []


def test_why_it_failed_is_said(page, making):
    making.refusal = MemoryError()
    page.button(key="make_keras").click().run()
    end()
    page.run()
    assert "not enough memory" in said(page)
    making.refusal = None
    page.button(key="make_keras").click().run()
    end()
    assert saved(page.run()) == {"save_keras"}
    assert not page.exception
