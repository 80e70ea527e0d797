"""The Grad-CAM lesson: two classes, methods, layers, own models, checks on demand."""

import pytest

from core.inference import explainable_layers
from core.networks.explaining.cam_methods import METHODS
from tests.support.pages import choice
from ui import words

pytestmark = pytest.mark.tensorflow  # its page asks a worker

SLUG = "grad_cam"
EGYPTIAN_CAT, GERMAN_SHEPHERD = 285, 235
OPEN = "What it seeks"
RUNS = "0" * 64, "1" * 64


def captions(page):
    return " ".join(element.value for element in page.caption)


def class_boxes(page):
    return [box for box in page.selectbox if "_class" in box.key or "_second" in box.key]


@pytest.fixture
def page(open_page):
    return open_page(SLUG, "en")


def test_the_sample_is_explained_by_its_best_class(page):
    assert class_boxes(page)[0].value == EGYPTIAN_CAT
    assert "Egyptian cat" in captions(page)
    assert "layer: head" in captions(page)


def test_a_pair_starts_from_the_class_of_each_half(page):
    page.toggle(key="grad_cam_pair").set_value(True).run()
    assert not page.exception
    first, second = class_boxes(page)
    assert second.value == GERMAN_SHEPHERD
    assert first.value != second.value
    assert captions(page).count("Where there is evidence for") == 2


def test_two_classes_on_one_photo(page):
    class_boxes(page)[1].set_value(GERMAN_SHEPHERD).run()
    assert not page.exception
    assert captions(page).count("Where there is evidence for") == 2
    class_boxes(page)[1].set_value(EGYPTIAN_CAT).run()  # the same as the first: nothing to compare
    assert captions(page).count("Where there is evidence for") == 1


@pytest.mark.parametrize("method", METHODS)
def test_every_method_says_when_it_differs_and_shows_its_formula(page, method):
    choice(page, "grad_cam_method").set_value(method).run()
    assert not page.exception
    said = words.load("en", SLUG)
    assert said(f"about.{method}") in captions(page)
    formula = said.section(f"formula_{method}")
    assert any(element.value == formula for element in page.markdown)


def test_any_layer_and_look(page):
    first = explainable_layers()[0]
    choice(page, "grad_cam_imagenet_layer").set_value(first).run()
    choice(page, "grad_cam_colours").set_value("cividis").run()
    choice(page, "grad_cam_outline").set_value(50).run()
    assert not page.exception
    assert f"layer: {first}" in captions(page)


def test_checks_run_when_asked_and_belong_to_their_map(page):
    assert not page.get("plotly_chart")
    page.button(key="grad_cam_run_checks").click().run()
    assert not page.exception
    assert len(page.get("plotly_chart")) == 2
    choice(page, "grad_cam_method").set_value("layer_cam").run()
    assert not page.get("plotly_chart")
    choice(page, "grad_cam_method").set_value("grad_cam").run()
    assert len(page.get("plotly_chart")) == 2


@pytest.fixture
def asked(monkeypatch):
    """Let the bundled model answer for two runs; return the list of the models asked for."""
    from core.networks import imagenet
    from ui.lessons.grad_cam import channel_shares, class_maps, photo_or_pair, questions
    from ui.runs import explanation, own_runs

    asked = []
    ask = questions.ask

    def bundled_instead(function, **arguments):
        asked.append(arguments.get("model_key"))
        return ask(function, **arguments | {"model_key": "imagenet"})

    for module in (channel_shares, class_maps, photo_or_pair, questions, explanation):
        monkeypatch.setattr(module, "ask", bundled_instead)
    monkeypatch.setattr("ui.kit.ask.ask", bundled_instead)  # for the page, which imports it anew
    names = list(imagenet.labels("en"))
    monkeypatch.setattr(own_runs, "finished", lambda: list(RUNS))
    monkeypatch.setattr(own_runs, "with_classes_of", lambda own: [k for k in RUNS if k != own])
    monkeypatch.setattr(own_runs, "class_names", lambda *_: names)
    monkeypatch.setattr(own_runs, "name", lambda _, key: f"run {key[:4]}")
    return asked


def test_an_own_model_is_explained(open_page, asked):
    page = open_page(SLUG, "en")
    choice(page, "grad_cam_model").set_value(RUNS[0]).run()
    assert not page.exception
    assert RUNS[0] in asked
    assert "(run 0000)" in str(choice(page, "grad_cam_model").options)
    assert "int(np.argmax(scores))" in page.code[0].value


def test_two_own_models_answer_beside_each_other(open_page, asked):
    page = open_page(SLUG, "en")
    choice(page, "grad_cam_model").set_value(RUNS[0]).run()
    choice(page, f"grad_cam_{RUNS[0][:8]}_other").set_value(RUNS[1]).run()
    assert not page.exception
    assert RUNS[1] in asked
    assert captions(page).count("Where there is evidence for") == 2
    said = " ".join(element.value for element in page.markdown)
    assert "run 0000** holds this class 38% probable" in said
    assert "run 1111** holds this class 38% probable" in said


def test_a_channel_of_vgg16_opens_in_feature_maps(open_page, monkeypatch):
    """The bundled model stands in for one of VGG16, so its last layer counts as one of these."""
    from core.networks import vgg16
    from ui.session import channel_link

    assert not [button for button in open_page(SLUG, "en").button if button.label == OPEN]
    opened = []
    monkeypatch.setattr(vgg16, "CONVOLUTIONS", ("head",))
    monkeypatch.setattr(channel_link, "open_channel", lambda *place: opened.append(place))
    page = open_page(SLUG, "en")
    buttons = [button for button in page.button if button.label == OPEN]
    assert len(buttons) == 5
    buttons[0].click().run()
    assert opened == [("head", int(buttons[0].key.removeprefix("open_")))]
