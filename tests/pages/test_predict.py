"""The lesson on predicting, and taking a run home: two small runs, trained once."""

import pytest

from core import inference
from core.host import settings
from core.host.state import job_line
from core.photos import images
from core.training.config import TrainingConfig
from core.training.stored.runs import Run
from tests.support.pages import choice, choices, said
from tests.support.photos import COLOURS, coloured_dataset, noisy
from tests.support.trained_runs import train
from tests.support.waiting import wait_until

pytestmark = pytest.mark.tensorflow  # its page asks a worker

SMALL = {"epochs": 5, "image_size": 96, "batch_size": 4}
CONFIGS = (
    TrainingConfig(head_units=8, learning_rate=0.01, **SMALL),
    TrainingConfig("scratch", **SMALL),
)


@pytest.fixture(scope="module")
def runs():
    """Return the keys of a run on VGG16 and of one from scratch, of the same photos."""
    dataset = coloured_dataset(("blue", "red"), 6, settings.data_folder())
    return [train(config, dataset) for config in CONFIGS]


@pytest.mark.parametrize(
    ("language", "none"), [("ko", "없는 것 같습니다"), ("en", "None of these")]
)
def test_photos_of_no_class_are_told_apart(open_page, runs, language, none):
    page = open_page("predict", language, runs=runs[:1])
    choice(page, "photos_source").set_value("things").run()
    assert not page.exception
    assert none in said(page)
    judge = Run.read(runs[0]).judge
    assert f"{judge.calibration.temperature:.2f}" in said(page)
    meters = " ".join(element.proto.body for element in page.get("html"))
    assert f"{judge.familiarity.threshold:.2f}" in meters


def test_a_photo_of_a_class_is_named(open_page, runs):
    judge = Run.read(runs[0]).judge
    photo = next(
        photo
        for photo in (noisy(COLOURS["blue"], number) for number in range(6))
        if judge.verdict(*inference.describe(photo, runs[0])).kind == "class"
    )
    page = open_page("predict", "en", runs=runs[:1])
    choice(page, "photos_source").set_value("upload").run()
    assert any("Upload" in info.value for info in page.info)  # nothing is there yet
    page.file_uploader(key="photos_upload_0").upload("blue.png", images.encode_png(photo))
    page.run()
    assert not page.exception
    assert "**blue.**" in said(page)
    assert f"convscope-{runs[0][:6]}.keras" in page.code[0].value


def test_two_runs_and_the_bundled_model_stand_beside_each_other(open_page, runs):
    page = open_page("predict", "en", runs=runs)
    model = choice(page, "model").value
    others = choice(page, f"others_{model[:8]}")
    page = others.set_value([key for key in runs if key != model]).run()
    assert not page.exception
    assert "block5_conv3" in said(page)
    assert "conv4" in said(page)
    choice(page, "side_by_side_class").set_value(1).run()  # the same class of both
    assert said(page).count("evidence for “red”") == 2
    others = choice(page, f"others_{model[:8]}")
    others.set_value([*others.value, "imagenet"]).run()
    assert not page.exception
    assert "side_by_side_class" not in choices(page)


def test_an_own_run_is_offered_by_its_classes(open_page, runs):
    page = open_page("predict", "en", runs=runs[:1])
    assert not page.exception
    assert "blue, red" in choice(page, "model").options[0]


def test_the_bundled_model_has_no_limits(open_page):
    page = open_page("predict", "en")
    assert not page.exception
    assert "model you have trained" in said(page)
    choice(page, "photos_source").set_value("camera").run()
    taken = images.encode_jpeg(noisy((9, 9, 9), 1))
    page.camera_input(key="photos_camera_0").upload("taken.jpg", taken)
    page.run()
    assert not page.exception
    assert page.selectbox[1].label == "Class to explain"


def test_a_run_is_taken_home(open_page, runs):
    page = open_page(language="en")
    page.query_params["run"] = runs[1]
    page.switch_page("pages/train.py").run()
    assert not page.exception
    assert {button.key for button in page.get("download_button")} >= {
        "save_labels",
        "save_card",
        "save_notebook",
    }
    page.button(key="make_keras").click().run()
    wait_until(lambda: not job_line.live("export"))
    page.run()
    assert not page.exception
    assert not page.error
    assert "save_keras" in {button.key for button in page.get("download_button")}
    assert "make_tflite" in {button.key for button in page.button}
