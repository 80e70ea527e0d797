"""What a reader does to a stack of layers in the browser. The browser is not trusted."""

from collections.abc import Callable
from dataclasses import fields, replace

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
    layers = list(stack.layers)
    last = len(layers) - (message["action"] != "add")
    if not _is_place(message.get("index"), last):
        return stack
    _ACTIONS[message["action"]](layers, message)
    return replace(stack, layers=tuple(layers))


def _add(layers: list[Layer], message: dict) -> None:
    kind = message.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        layers.insert(message["index"], KINDS[kind](**_NEEDS_NUMBER.get(KINDS[kind], {})))


def _remove(layers: list[Layer], message: dict) -> None:
    del layers[message["index"]]


def _move(layers: list[Layer], message: dict) -> None:
    if _is_place(message.get("to"), len(layers) - 1):
        layers.insert(message["to"], layers.pop(message["index"]))


def _change(layers: list[Layer], message: dict) -> None:
    index, name, value = (message.get(key) for key in ("index", "field", "value"))
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


_ACTIONS: dict[str, Callable[[list[Layer], dict], None]] = {
    "add": _add,
    "remove": _remove,
    "move": _move,
    "change": _change,
}


def _is_place(value: object, last: int) -> bool:
    return type(value) is int and 0 <= value <= last
