"""The Keras code of a stack runs and builds what the lesson shows."""

import pytest

from core.architecture.presets import PRESETS
from core.architecture.summary import summarize
from core.architecture.text import decode
from ui.lessons.structure.in_keras import to_keras_code


def built(stack, keras):
    names = {}
    with keras.StatelessScope(initialize_variables=False):  # VGG's weights need not be made
        exec(compile(to_keras_code(stack.layers, stack.input_shape), "<lesson>", "exec"), names)
        model = names["model"]
        return [(tuple(layer.output.shape[1:]), layer.count_params()) for layer in model.layers]


STACKS = [
    *PRESETS.values(),
    decode("20x24x3-c4k5s2v-m3s1e-a2s1-o25-g-d5i"),
]


@pytest.mark.parametrize("stack", STACKS)
def test_the_code_builds_the_stack(stack, keras, capsys):
    summaries = summarize(stack.layers, stack.input_shape)
    ours = [(summary.output_shape, summary.parameters) for summary in summaries]
    assert built(stack, keras) == ours
    assert f"{sum(count for _, count in ours):,}" in capsys.readouterr().out


def test_unusual_settings_are_written():
    code = to_keras_code(STACKS[-1].layers, STACKS[-1].input_shape)
    assert 'layers.Conv2D(4, 5, strides=2, padding="valid", activation="relu")' in code
    assert 'layers.MaxPooling2D(3, strides=1, padding="same")' in code
    assert "layers.Dropout(0.25)" in code
