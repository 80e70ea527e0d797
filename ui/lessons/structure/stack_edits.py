"""What a reader does to a stack of layers in the browser. The browser is not trusted."""

from collections.abc import Callable
from dataclasses import fields, replace

from core.architecture import KINDS, ArchitectureError, Conv2D, Dense, Layer, Stack, rules
from ui.components import reading

_Asked = dict[str, object]
_NEEDS_NUMBER = {Conv2D: {"filters": 32}, Dense: {"units": 64}}


def edited(stack: Stack, message: object) -> Stack:
    """Return the stack after an edit, or as it was when `message` asks for none that can be.

    Parameters
    ----------
    message
        ``action`` with ``index``, the layer's place from 0, and: ``add`` a ``kind`` at the index,
        ``remove``, ``move`` it to the place ``to``, ``change`` a ``field`` to a ``value``.
    """
    asked, layers = reading.record(message), list(stack.layers)
    action = reading.one_of(asked.get("action"), _ACTIONS)
    index = reading.whole(asked.get("index"), 0, len(layers) - (action != "add"))
    if action is None or index is None:
        return stack
    _ACTIONS[action](layers, index, asked)
    return replace(stack, layers=tuple(layers))


def _add(layers: list[Layer], index: int, asked: _Asked) -> None:
    kind = reading.one_of(asked.get("kind"), KINDS)
    if kind is not None:
        layers.insert(index, KINDS[kind](**_NEEDS_NUMBER.get(KINDS[kind], {})))


def _remove(layers: list[Layer], index: int, asked: _Asked) -> None:
    del layers[index]


def _move(layers: list[Layer], index: int, asked: _Asked) -> None:
    to = reading.whole(asked.get("to"), 0, len(layers) - 1)
    if to is not None:
        layers.insert(to, layers.pop(index))


def _change(layers: list[Layer], index: int, asked: _Asked) -> None:
    name = reading.one_of(asked.get("field"), [field.name for field in fields(layers[index])])
    value = _value(name, asked.get("value")) if name else None
    if name is None or value is None:
        return
    changed = replace(layers[index], **{name: value})
    try:
        rules.require_numbers(index + 1, changed)
    except ArchitectureError:
        return  # the editor's own fields cannot say this
    layers[index] = changed


def _value(name: str, value: object) -> str | float | None:
    """Return a value of the kind that a field has, not much out of its range."""
    if name in rules.CHOICES:
        return reading.one_of(value, rules.CHOICES[name])
    low, high = rules.RANGES[name]
    if isinstance(low, float):
        return reading.real(value, high)  # JSON knows one kind of number
    return reading.whole(value, int(low), int(high))


_ACTIONS: dict[str, Callable[[list[Layer], int, _Asked], None]] = {
    "add": _add,
    "remove": _remove,
    "move": _move,
    "change": _change,
}
