"""What the page says of a run that the server has lost, and how it is asked for again."""

from core import jobs
from core.datasets import dataset
from core.host import settings
from core.host.state import job_line
from core.training import queue
from core.training.config import TrainingConfig
from core.training.queue import Request


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
