import json

import numpy as np
import pytest

from core.convolution import ConvolutionError
from ui.components.matrix.matrix import (
    LARGEST,
    Edit,
    View,
    convolution_scene,
    plain_scene,
    pooling_scene,
    read_edit,
    read_edits,
)

LECTURE = np.array([[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
VIEW = View(labels={}, editable=("input", "kernel"))


def test_convolution_of_the_lecture_image():
    scene = convolution_scene(LECTURE, CROSS, view=VIEW)
    # 1+0+1 + 0+0+0 + 1+0+1 = 4;  0+0+0 + 0+1+0 + 1+0+1 = 3
    # 1+0+1 + 0+1+0 + 0+0+1 = 4;  0+0+0 + 0+1+0 + 0+0+0 = 1
    assert scene["output"] == [[4, 3], [4, 1]]
    assert scene["terms"][0][0] == [[[1, 0, 1], [0, 0, 0], [1, 0, 1]]]
    assert scene["planes"] == [LECTURE.tolist()]
    assert scene["limits"] == {"input": 1, "kernel": 1, "terms": 1, "output": 4}


def test_padding_belongs_to_the_planes():
    scene = convolution_scene(LECTURE, CROSS, 2, "same", view=VIEW)
    assert scene["pad"] == (0, 1, 0, 1)
    assert scene["planes"][0] == np.pad(LECTURE, (0, 1)).tolist()
    assert scene["shapes"] == {"input": [1, 4, 4], "kernel": [1, 3, 3]}


def test_channel_sums_and_bias_make_the_output():
    image = np.stack([LECTURE, 2 * LECTURE, -LECTURE], axis=-1)
    kernel = np.stack([CROSS, CROSS, CROSS], axis=-1)
    scene = convolution_scene(image, kernel, bias=0.5, view=VIEW)
    assert scene["sums"][0][0] == [4, 8, -4]
    assert scene["output"][0][0] == 4 + 8 - 4 + 0.5
    assert scene["terms"][0][0][1] == [[2, 0, 2], [0, 0, 0], [2, 0, 2]]


def test_pooling_leaves_padding_empty():
    image = np.arange(9).reshape(3, 3)
    scene = pooling_scene(image, padding="same", mode="average", view=VIEW)
    assert scene["terms"][1][0] == [[[6, 7], [None, None]]]
    assert scene["output"] == [[2, 3.5], [6.5, 8]]
    assert scene["kernels"] is None


def test_cells_no_window_reaches_are_named():
    assert pooling_scene(np.zeros((3, 3)), view=VIEW)["unused"] == [2, 5, 6, 7, 8]
    assert pooling_scene(np.zeros((3, 3)), padding="same", view=VIEW)["unused"] == []
    assert convolution_scene(LECTURE, CROSS, 2, view=VIEW)["unused"] == [3, 7, 11, 12, 13, 14, 15]


def test_scenes_are_json():
    scenes = [
        convolution_scene(LECTURE.astype(np.uint8), CROSS / 9, view=VIEW),
        pooling_scene(LECTURE, padding="same", view=VIEW),
        plain_scene(np.zeros((2, 2, 3)), view=VIEW),
    ]
    for scene in scenes:
        json.dumps(scene, allow_nan=False)


@pytest.mark.parametrize(("brightest", "limit"), [(1, 1), (200, 255)])
def test_gray_runs_from_black_to_white(brightest, limit):
    scene = plain_scene(np.array([[0, brightest]]), view=View(labels={}, gray=True))
    assert scene["limits"]["input"] == limit


def test_a_kernel_that_does_not_fit_is_refused():
    with pytest.raises(ConvolutionError):
        convolution_scene(LECTURE, np.ones((5, 5)), view=VIEW)


GOOD = {"target": "kernel", "plane": 0, "row": 2, "column": 1, "value": -1.5}


def test_a_good_edit_is_read_and_applied():
    edit = read_edit(GOOD, convolution_scene(LECTURE, CROSS, view=VIEW))
    assert edit == Edit("kernel", 0, 2, 1, -1.5)
    edited = edit.applied_to(CROSS)
    assert edited[2, 1] == -1.5
    assert CROSS[2, 1] == 0
    assert edit.applied_to(CROSS[..., None])[2, 1, 0] == -1.5


@pytest.mark.parametrize(
    "change",
    [
        {"target": "output"},
        {"target": ["kernel"]},
        {"plane": 1},
        {"row": 3},
        {"row": -1},
        {"row": True},
        {"column": 1.0},
        {"value": "1"},
        {"value": True},
        {"value": None},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": LARGEST + 1},
        {"value": 10**400},
    ],
)
def test_a_bad_edit_is_refused(change):
    scene = convolution_scene(LECTURE, CROSS, view=VIEW)
    assert read_edit(GOOD | change, scene) is None


@pytest.mark.parametrize("value", [None, 1, "kernel", [], {}, [GOOD], {"target": "kernel"}])
def test_what_is_no_edit_is_refused(value):
    assert read_edit(value, convolution_scene(LECTURE, CROSS, view=VIEW)) is None


def test_what_is_not_editable_is_refused():
    scene = convolution_scene(LECTURE, CROSS, view=View(labels={}, editable=("input",)))
    assert read_edit(GOOD, scene) is None


def test_padding_cannot_be_edited():
    scene = convolution_scene(LECTURE, CROSS, padding=2, view=VIEW)
    assert read_edit(GOOD | {"target": "input", "row": 3}, scene)
    assert read_edit(GOOD | {"target": "input", "row": 4}, scene) is None


def test_a_message_holds_several_edits_but_no_flood():
    scene = convolution_scene(LECTURE, CROSS, view=VIEW)
    assert read_edits([GOOD, "junk", GOOD], scene) == [read_edit(GOOD, scene)] * 2
    assert len(read_edits([GOOD] * 1000, scene)) == 16 + 9
    assert read_edits(GOOD, scene) == []
