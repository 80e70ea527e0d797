"""What a reader does to a stack of layers in the browser. The browser is not trusted."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TypeGuard

from core.architecture import KINDS, ArchitectureError, Conv2D, Dense, Layer, Stack, rules

_NEEDS_NUMBER = {Conv2D: {"filters": 32}, Dense: {"units": 64}}


def edited(stack: Stack, message: object) -> Stack:
    """Return the stack after an edit, or as it was when `message` asks for none that can be.

    Parameters
    ----------
    message
        ``action`` with ``index``, the layer's place from 0, and: ``add`` a ``kind`` at the index,
        ``remove``, ``move`` it to the place ``to``, ``change`` a ``field`` to a ``value``.
    """
    if not isinstance(message, dict) or message.get("action") not in tuple(_ACTIONS):
        return stack
    layers, index = list(stack.layers), message.get("index")
    last = len(layers) - (message["action"] != "add")
    if not _is_place(index, last):
        return stack
    _ACTIONS[message["action"]](layers, index, message)
    return replace(stack, layers=tuple(layers))


def _add(layers: list[Layer], index: int, message: dict) -> None:
    kind = message.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        layers.insert(index, KINDS[kind](**_NEEDS_NUMBER.get(KINDS[kind], {})))


def _remove(layers: list[Layer], index: int, message: dict) -> None:
    del layers[index]


def _move(layers: list[Layer], index: int, message: dict) -> None:
    to = message.get("to")
    if _is_place(to, len(layers) - 1):
        layers.insert(to, layers.pop(index))


def _change(layers: list[Layer], index: int, message: dict) -> None:
    name, value = message.get("field"), message.get("value")
    if name not in [field.name for field in fields(layers[index])]:
        return
    wants_float = isinstance(rules.RANGES.get(name, (None,))[0], float)
    if wants_float and type(value) is int:  # JSON knows one kind of number
        value = float(value)
    changed = replace(layers[index], **{name: value})
    try:
        rules.require_numbers(index + 1, changed)
    except ArchitectureError:
        return  # the editor's own fields cannot say this
    layers[index] = changed


_ACTIONS: dict[str, Callable[[list[Layer], int, dict], None]] = {
    "add": _add,
    "remove": _remove,
    "move": _move,
    "change": _change,
}


def _is_place(value: object, last: int) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= last
