"""Records as JSON and back: what is read is checked against the types of the record's fields."""

import reprlib
from collections.abc import Mapping
from dataclasses import MISSING, Field, asdict, fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


def to_json(record: "DataclassInstance") -> dict[str, Any]:
    """Return what JSON holds of a dataclass: its fields, less those that are None by default."""
    absent = {field.name for field in fields(record) if field.default is None}
    content = asdict(record)
    return {
        name: value for name, value in content.items() if value is not None or name not in absent
    }


def of_json(kind: type[T], value: object) -> T:
    """Return what was written down as JSON.

    Parameters
    ----------
    kind
        A dataclass whose fields are str, bool, int, float, None, tuples, dicts with names, unions
        and dataclasses of these; or one of these. Fields that are missing get their defaults,
        names that it does not know are passed over, and a float may be a whole number.

    Raises
    ------
    ValueError
        When a field without a default is missing or a value is of another type, and what the
        dataclass itself refuses.

    >>> of_json(tuple[float, ...], [1, 2.5])
    (1, 2.5)
    """
    return _read(kind, value)


def _read(wanted: Any, value: Any) -> Any:
    origin, parts = get_origin(wanted), get_args(wanted)
    if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, Mapping):
        return _record(wanted, value)
    if origin in (Union, UnionType):
        return _first_that_fits(parts, value)
    if origin is tuple and isinstance(value, list | tuple):
        return _tuple(parts, value)
    if origin is dict and isinstance(value, Mapping):
        return {name: _read(parts[1], each) for name, each in value.items()}
    if origin is None and _is(wanted, value):
        return value
    raise ValueError(f"expected {wanted}, got {reprlib.repr(value)}")


def _record(kind: "type[DataclassInstance]", value: Mapping[str, Any]) -> Any:
    given = {}
    for field in fields(kind):
        if field.name in value:
            given[field.name] = _read(_types(kind)[field.name], value[field.name])
        elif _is_required(field):
            raise ValueError(f"a {kind.__name__} without {field.name}")
    return kind(**given)


@lru_cache(maxsize=64)
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_required(field: Field) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _first_that_fits(choices: tuple, value: Any) -> Any:
    for choice in choices[:-1]:
        try:
            return _read(choice, value)
        except ValueError:
            continue
    return _read(choices[-1], value)


def _tuple(parts: tuple, values: list | tuple) -> tuple:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_read(parts[0], each) for each in values)
    return tuple(_read(part, each) for part, each in zip(parts, values, strict=True))


def _is(kind: Any, value: object) -> bool:
    if isinstance(value, bool):  # it is an int to Python
        return kind in (bool, object)
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)
