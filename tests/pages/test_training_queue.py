"""What the page says of a run that the server has lost, and how it is asked for again."""

import pytest

from core import jobs
from core.datasets import dataset
from core.host import settings
from core.host.state import QueueError, job_line
from core.training import queue
from core.training.config import TrainingConfig
from core.training.queue import Request
from ui import words


def test_a_lost_run_is_said_and_started_again_by_one_click(open_page, monkeypatch):
    animals = dataset.bundled(settings.data_folder() / "bundled")
    request = Request(TrainingConfig(seed=77), animals)
    job_line.ask("train", request.key, "somebody", request.to_note())
    job_line.end("train", request.key, "interrupted")
    asked = []
    monkeypatch.setattr(queue, "submit", lambda *asked_for: asked.append(asked_for))
    page = open_page(language="en")
    page.query_params["run"] = request.key
    page.switch_page("pages/train.py").run()
    assert jobs.attach(request.key).state == "interrupted"
    assert any("The server stopped" in warning.value for warning in page.warning)
    assert any("Estimated time here" in caption.value for caption in page.caption)
    page.button(key="run_again").click().run()
    assert not page.exception
    ((again, reader),) = asked
    assert again == request
    assert len(reader) == 64


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_who_has_eight_waiting_is_told_so_and_keeps_the_page(open_page, language, monkeypatch):
    def full(*_):
        raise QueueError("queue.too_many_own", "at most {limit} of one person wait", limit=8)

    monkeypatch.setattr(queue, "submit", full)
    page = open_page("train", language)
    page.button(key="train_start").click().run()
    assert not page.exception
    said = words.load(language)("queue.too_many_own", limit=8)
    assert said in [error.value for error in page.error]
    assert page.button(key="train_start")  # the page is there, and nothing is lost
