"""One short line of text for a stack of layers, for an address.

``32x32x1-c6k5vt-a2-c16k5vt-a2-f-d120t-d84t-d10x`` is LeNet-5: the input, then for each layer the
letter of its kind, its main number, and a mark for every other field that is not the usual one.
"""

import re
from dataclasses import fields

from core.architecture.layers import (
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    LocalResponseNormalization,
    MaxPooling2D,
)
from core.architecture.presets import Stack
from core.architecture.rules import ArchitectureError, require_depth, require_input, require_numbers

LONGEST = 1000  # characters

_LETTERS: dict[type[Layer], tuple[str, str | None]] = {  # kind: its letter, its main number
    Conv2D: ("c", "filters"),
    MaxPooling2D: ("m", "pool_size"),
    AveragePooling2D: ("a", "pool_size"),
    LocalResponseNormalization: ("n", None),
    Dropout: ("o", "rate"),  # in percent
    Flatten: ("f", None),
    GlobalAveragePooling2D: ("g", None),
    Dense: ("d", "units"),
}
_KINDS = {letter: (kind, main) for kind, (letter, main) in _LETTERS.items()}
_NUMBERS = {"k": "kernel_size", "s": "stride"}  # mark before a number: field
_WORDS = {
    **{"v": ("padding", "valid"), "e": ("padding", "same")},
    **{"l": ("activation", "linear"), "r": ("activation", "relu"), "t": ("activation", "tanh")},
    **{"i": ("activation", "sigmoid"), "x": ("activation", "softmax")},
}
_MARKS = {said: mark for mark, said in _WORDS.items()} | {
    field: mark for mark, field in _NUMBERS.items()
}
_INPUT = re.compile(r"(\d{1,3})x(\d{1,3})x(\d{1,2})", re.ASCII)
_LAYER = re.compile(r"([a-z])(\d{0,4})((?:[ks]\d{1,2}|[velrtix])*)", re.ASCII)
_MARK = re.compile(r"([ks])(\d+)|([velrtix])", re.ASCII)


def encode(stack: Stack) -> str:
    """Return `stack` as text; a dropout rate is rounded to whole percents.

    >>> from core.architecture.presets import PRESETS
    >>> encode(PRESETS["lenet5"])
    '32x32x1-c6k5vt-a2-c16k5vt-a2-f-d120t-d84t-d10x'
    """
    return "-".join(["x".join(map(str, stack.input_shape)), *map(_written, stack.layers)])


def decode(text: str) -> Stack:
    """Return the stack that `encode` wrote; its numbers are in their ranges.

    Whether its layers can follow one another is for `core.architecture.summary.summarize` to say.

    Raises
    ------
    ArchitectureError
        ``architecture.text`` when `text` says no stack; ``.input``, ``.too_deep``, ``.number``.
    """
    first, *parts = text.split("-") if len(text) <= LONGEST else [""]
    sides = _INPUT.fullmatch(first)
    if sides is None:
        raise _unreadable(first)
    stack = Stack(tuple(map(int, sides.groups())), tuple(map(_read, parts)))
    require_input(stack.input_shape)
    require_depth(stack.layers)
    for position, layer in enumerate(stack.layers, 1):
        require_numbers(position, layer)
    return stack


def _written(layer: Layer) -> str:
    letter, main = _LETTERS[type(layer)]
    text = letter
    for field in fields(layer):
        value = getattr(layer, field.name)
        if field.name == main:
            text += str(round(100 * value) if main == "rate" else value)
        elif value != field.default:
            number = f"{_MARKS[field.name]}{value}" if field.name in _MARKS else ""
            text += number or _MARKS[field.name, value]
    return text


def _read(part: str) -> Layer:
    match = _LAYER.fullmatch(part)
    if match is None or match[1] not in _KINDS:
        raise _unreadable(part)
    kind, main = _KINDS[match[1]]
    said: dict[str, str | float] = dict(_said(mark) for mark in _MARK.finditer(match[3]))
    if (main is None) != (match[2] == "") or not said.keys() <= {f.name for f in fields(kind)}:
        raise _unreadable(part)
    if main:
        said[main] = int(match[2]) / 100 if main == "rate" else int(match[2])
    return kind(**said)


def _said(mark: re.Match) -> tuple[str, str | int]:
    """Return the field that a mark is about, and its value."""
    return _WORDS[mark[3]] if mark[3] else (_NUMBERS[mark[1]], int(mark[2]))


def _unreadable(part: str) -> ArchitectureError:
    return ArchitectureError(
        "architecture.text",
        "the address says no stack of layers: {part}",
        position=0,
        part=part[:40],
    )
