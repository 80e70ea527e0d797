"""The feature map lesson: stages, layers, any channel, random weights, a second photo."""

import re

import pytest

from core import inference
from core.host.assets import samples
from core.jobs.worker_outcome import WorkerError
from core.networks.units.views import shared_strongest
from core.photos import images
from tests.support.pages import said
from ui import words

pytestmark = pytest.mark.tensorflow  # its page asks a worker

SLUG = "feature_maps"


def sample(name):
    path = next(sample.path for sample in samples() if sample.name == name)
    return images.shrink(images.decode(path.read_bytes()), 512)


@pytest.fixture
def page(open_page):
    return open_page(SLUG, "en")


def test_three_stages_stand_on_top_and_open_their_channels(page):
    stages = inference.photo_stages(sample("chelsea"))
    for stage in stages:
        assert f"{stage.layer} · channel {stage.view.index}" in said(page)
    page.button(key="stage_object").click().run()
    assert not page.exception
    assert f"{stages[2].layer} · channel {stages[2].view.index}" in {h.value for h in page.header}


def test_every_channel_can_be_reached(page):
    page.session_state["layer_chosen"] = "block5_conv3"
    page.run()
    ranking = inference.layer_channels(sample("chelsea"), "block5_conv3").ranking
    assert page.header[2].value == f"block5_conv3 · channel {ranking[0]}"
    page.button(key="channels_weaker").click().run()
    assert "Channels 13 to 24 of 512" in said(page)
    assert page.header[2].value == f"block5_conv3 · channel {ranking[12]}"
    page.number_input(key="channels_find_block5_conv3").set_value(int(ranking[-1])).run()
    assert page.header[2].value == f"block5_conv3 · channel {ranking[-1]}"
    assert "Channels 505 to 512 of 512" in said(page)
    assert not page.exception


def test_an_address_opens_a_channel_that_there_is(page):
    first = page.header[2].value
    for layer, channel in (("block4_pool", "512"), ("fc1", "3"), ("block2_conv1", "-1")):
        page.query_params["layer"], page.query_params["channel"] = layer, channel
        page.run()
        assert page.header[2].value == first
    page.query_params["layer"], page.query_params["channel"] = "block4_pool", "37"
    page.run()
    assert page.header[2].value == "block4_pool · channel 37"
    assert not page.exception


def test_the_arithmetic_ends_at_the_value_in_the_map(page):
    for layer in ("block1_conv1", "block2_conv1", "block3_pool"):
        page.session_state["layer_chosen"] = layer
        page.run()
        assert not page.exception
        view = inference.layer_channels(sample("chelsea"), layer).channels[0]
        value = f"{view.peak_value:.2f}"
        last = r"four cells.*: ([\d.]+)\." if "pool" in layer else r"after the ReLU \*\*([\d.]+)"
        assert re.search(last, said(page))[1] == value
        assert f"is largest at **{value}**" in said(page)


def test_a_worker_that_died_is_said_in_words(page, monkeypatch):
    def died(*_, **__):
        raise WorkerError("worker.died", "The worker died")

    monkeypatch.setattr("ui.lessons.feature_maps.cell_arithmetic.ask", died)
    page.run()
    assert [error.value for error in page.error] == [words.load("en")("worker.died")]
    assert not page.exception


def test_random_weights_have_no_stages_and_seek_nothing(page):
    page.toggle(key="feature_maps_random").set_value(True).run()
    assert not page.exception
    text = words.load("en", SLUG)
    assert text.section("random") in said(page)
    assert text("seeks.nothing") in said(page)
    assert text("stage.object") not in said(page)


def test_two_photos_share_what_core_says(page):
    page.session_state["layer_chosen"] = "block2_conv2"
    page.toggle(key="feature_maps_second").set_value(True).run()
    assert not page.exception
    views = [
        inference.layer_channels(sample(name), "block2_conv2") for name in ("chelsea", "kitten")
    ]
    shared = shared_strongest(*views)
    assert shared
    assert f"**{len(shared)} of the 12 strongest**" in said(page)
