"""Two readers on the lesson Predict who choose VGG16, whose weights are not there yet."""

import pytest

from core.networks import vgg16_imagenet
from core.networks.shared_download import SharedDownload
from tests.support.pages import button, said
from tests.support.waiting import wait_until
from ui.lessons.predict import vgg16_download


@pytest.fixture
def download(publisher, own_state, monkeypatch):
    file = publisher.file(own_state / "weights.h5")
    shared = SharedDownload(file, own_state / "downloads")
    monkeypatch.setattr(vgg16_imagenet, "weights", lambda: file)
    monkeypatch.setattr(vgg16_download, "shared_download", lambda: shared)
    return shared


@pytest.fixture
def open_predict(open_page, download):
    return lambda: open_page("predict", "en", model="vgg16")


def progress(page):
    return "\n".join(element.proto.text for element in page.get("progress"))


def labels(page):
    return {each.label for each in page.button}


def test_all_who_look_see_how_far_it_is_and_who_waits_may_leave(open_predict, download, publisher):
    publisher.go_on.clear()
    ann, bo = open_predict(), open_predict()
    button(ann, "Download now").click().run()
    assert publisher.half_sent.wait(20)
    assert "Cancel" in labels(ann.run())
    assert "Downloading the weights" in progress(ann)
    bo.run()
    assert "Downloading the weights" in progress(bo)
    assert "Cancel" not in labels(bo)
    button(bo, "Wait for it, too").click().run()
    assert "Cancel" in labels(bo.run())
    button(ann, "Cancel").click().run()
    assert download.attach().live
    button(bo, "Cancel").click().run()
    publisher.go_on.set()
    wait_until(lambda: not download.attach().live)
    assert "The download was cancelled" in said(bo.run())
    assert "Try again" in labels(bo)
    assert not ann.exception
    assert not bo.exception


def test_why_it_failed_is_said_and_it_can_be_tried_again(open_predict, download, publisher):
    publisher.status = 503
    page = open_predict()
    button(page, "Download now").click().run()
    wait_until(lambda: not download.attach().live)
    assert "cannot be reached. The download needs the internet" in said(page.run())
    publisher.status = 200
    button(page, "Try again").click().run()
    wait_until(lambda: not download.attach().live)
    assert download.attach().state == "finished"


def test_without_room_it_is_refused(open_predict, download, publisher, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SPARE_MB", str(2**42))
    page = open_predict()
    button(page, "Download now").click().run()
    assert "short of disk space" in said(page)
    assert download.attach() is None
    assert publisher.asked == 0
