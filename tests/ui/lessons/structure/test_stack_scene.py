"""What the browser is told about a stack: the numbers of core, and sizes in proportion."""

import json

import numpy as np
import pytest

from core.architecture import outcome
from core.architecture.presets import PRESETS
from core.architecture.summary import summarize
from core.architecture.text import decode
from ui import words
from ui.kit.boxes import HEIGHT, boxes
from ui.lessons.structure.stack.stack import as_input
from ui.lessons.structure.stack_scene import stack_scene

ENGLISH = words.load("en", "structure")


def scene_of(stack):
    return stack_scene(stack, outcome(stack), ENGLISH)


@pytest.mark.parametrize("name", PRESETS)
def test_every_number_is_core_s(name):
    stack = PRESETS[name]
    scene = scene_of(stack)
    for layer, summary in zip(
        scene["layers"], summarize(stack.layers, stack.input_shape), strict=True
    ):
        assert layer["name"] == summary.name
        assert layer["shape"].replace(",", "") == "×".join(map(str, summary.output_shape))
        assert layer["counts"]["parameters"]["value"] == f"{summary.parameters:,}"
        assert layer["counts"]["macs"]["value"] == f"{summary.macs:,}"
        assert layer["sees"]["box"] == summary.middle_window(stack.input_shape)
    json.dumps(scene, allow_nan=False)


def test_the_parts_share_the_parameters():
    notes = [part["note"] for part in scene_of(PRESETS["VGG D"])["parts"]]
    assert notes == ["14,714,688 parameters · 10.6%", "123,642,856 parameters · 89.4%"]


def test_a_refusal_stands_at_its_layer_and_what_follows_waits():
    scene = scene_of(decode("32x32x1-c6-f-c16-d10"))
    assert [("counts" in layer, bool(layer.get("refusal"))) for layer in scene["layers"]] == [
        *((True, False), (True, False), (False, True), (False, False))
    ]
    assert "Conv2D" in scene["layers"][2]["refusal"]
    assert len(scene["boxes"]) == 3


def test_nothing_learnt_is_a_share_of_nothing():
    shares = [
        layer["counts"]["macs"]["share"] for layer in scene_of(decode("8x8x1-m2-f"))["layers"]
    ]
    assert shares == [0, 0]
    assert scene_of(decode("8x8x1"))["layers"] == []


def test_boxes_grow_with_what_they_stand_for():
    first, second, long, short = boxes([(32, 32, 1), (16, 8, 64), (400,), (10,)])
    assert first["height"] == long["height"] == HEIGHT
    assert first["height"] > second["height"] > 2.5 * second["slant"]
    assert second["depth"] > first["depth"]
    assert long["height"] > short["height"]


@pytest.mark.parametrize(
    ("shape", "seen"),
    [((28, 28, 1), (28, 28)), ((64, 48, 3), (64, 48, 3)), ((8, 8, 16), (8, 8, 3))],
)
def test_the_photo_is_shown_as_the_network_gets_it(shape, seen):
    photo = np.zeros((90, 120, 3), np.uint8)
    assert as_input(photo, shape).shape == seen
