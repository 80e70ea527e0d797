"""Stacks of layers for property tests, and the same stacks built by Keras, the oracle."""

from hypothesis import strategies as st

from core.architecture.layers import (
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
)
from core.architecture.presets import Stack

PADDING = st.sampled_from(("valid", "same"))
ACTIVATION = st.sampled_from(("linear", "relu", "tanh", "sigmoid", "softmax"))
SMALL = st.integers(1, 5)
STRIDE = st.integers(1, 3)
CONVOLUTION = st.builds(Conv2D, SMALL, SMALL, STRIDE, PADDING, ACTIVATION)
POOLING = st.one_of(
    st.builds(MaxPooling2D, SMALL, STRIDE, PADDING),
    st.builds(AveragePooling2D, SMALL, STRIDE, PADDING),
)
DROPOUT = st.builds(Dropout, st.sampled_from((0.0, 0.25, 0.5)))
DENSE = st.builds(Dense, st.integers(1, 20), ACTIVATION)
MAPS_TO_LIST = st.one_of(st.builds(Flatten), st.builds(GlobalAveragePooling2D))
LAYER = st.one_of(CONVOLUTION, POOLING, DROPOUT, MAPS_TO_LIST, DENSE)
INPUT = st.tuples(st.integers(1, 24), st.integers(1, 24), st.integers(1, 4))

ANY_ORDER = st.lists(LAYER, max_size=7)
EXTRACTOR = st.lists(st.one_of(CONVOLUTION, POOLING, DROPOUT), max_size=5)
CLASSIFIER = st.lists(st.one_of(DENSE, DROPOUT), max_size=3)
USUAL_ORDER = st.builds(
    lambda maps, gather, lists: [*maps, gather, *lists], EXTRACTOR, MAPS_TO_LIST, CLASSIFIER
)
STACK = st.builds(Stack, INPUT, st.one_of(USUAL_ORDER, ANY_ORDER).map(tuple))


def keras_layer(layer):
    import keras

    kind = getattr(keras.layers, type(layer).__name__)
    match layer:
        case Conv2D(filters, size, stride, padding, activation):
            return kind(filters, size, stride, padding, activation=activation)
        case MaxPooling2D(size, stride, padding):
            return kind(size, stride, padding)
        case Dense(units, activation):
            return kind(units, activation)
        case Dropout(rate):
            return kind(rate)
    return kind()


def keras_shapes_and_counts(layers, input_shape):
    """Return [(output shape, parameters)] from Keras, without allocating a single weight."""
    import keras

    with keras.StatelessScope(initialize_variables=False):
        x, found = keras.Input(input_shape), []
        for layer in map(keras_layer, layers):
            x = layer(x)
            found.append((tuple(x.shape[1:]), layer.count_params()))
    return found
