"""Keras code for the story lesson: the cells as filters of one Conv2D layer. It runs as pasted."""

from core.lessons import simple_cells as cells


def simple_cells(angle: int, offset: int, width: int, length: int, phase: int) -> str:
    """Return code that shows a bar to the cells by a Conv2D layer with ReLU.

    Parameters
    ----------
    angle, offset, width, length
        Of the bar, as in `core.lessons.simple_cells.bar`.
    phase
        Degrees, as in `core.lessons.gabor_filter.gabor`.
    """
    half, end = cells.FIELD // 2, cells.FIELD // 2 + 1
    return f"""\
import keras
import numpy as np

size, wavelength, sigma = {cells.FIELD}, {cells.FIELD} / 2, {cells.FIELD} / 6
y, x = np.mgrid[{half} : -{end} : -1, -{half} : {end}]


def axes(angle):
    turn = np.radians(angle)
    return x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)


def gabor(angle, phase):
    along, across = axes(angle)
    envelope = np.exp(-(across**2 + (along / 2) ** 2) / (2 * sigma**2))
    wave = envelope * np.cos(2 * np.pi * across / wavelength + np.radians(phase))
    wave -= envelope * wave.sum() / envelope.sum()  # sums to 0
    return wave / (np.abs(wave).sum() / 2)


along, across = axes({angle})  # the bar
image = np.clip({length} / 2 - np.abs(along) + 0.5, 0, 1)
image *= np.clip({width} / 2 - np.abs(across - ({offset})) + 0.5, 0, 1)

angles = {list(cells.PREFERRED)}  # one filter a cell
filters = np.stack([gabor(angle, {phase}) for angle in angles], axis=-1)[:, :, None, :]

layer = keras.layers.Conv2D(len(angles), size, activation="relu")
layer.build((1, size, size, 1))
layer.set_weights([filters, np.zeros(len(angles))])

responses = np.array(layer(image[None, :, :, None]))[0, 0, 0]
print(responses)  # 1 is the strongest
"""
