"""Records come back from JSON as they were, and what is no such record is refused."""

import json
from dataclasses import dataclass, field

import pytest

from core.jobs.typed_json import of_json, to_json


@dataclass(frozen=True)
class Point:
    x: float
    label: str | None


@dataclass(frozen=True)
class Shape:
    points: tuple[Point, ...]
    size: tuple[int, float]
    filled: bool
    side: float | tuple[float, float] = 1.0
    names: dict[str, int] = field(default_factory=dict)
    note: str | None = None


SHAPE = Shape((Point(1, None), Point(2.5, "b")), (3, 4), True, (0.5, 1), {"b": 7}, "here")


def again(record):
    return of_json(type(record), json.loads(json.dumps(to_json(record))))


def test_all_kinds_of_values_come_back():
    assert again(SHAPE) == SHAPE
    assert type(again(SHAPE).points[0].x) is int  # a whole number is none the less a float
    assert again(Shape((), (0, 0.5), False)) == Shape((), (0, 0.5), False)


def test_none_is_written_unless_it_goes_without_saying():
    written = to_json(Shape((Point(0, None),), (1, 1), False))
    assert written["points"] == ({"x": 0, "label": None},)
    assert "note" not in written
    assert written["names"] == {}


def test_what_is_missing_is_as_usual_and_what_is_unknown_is_passed_over():
    stored = {"points": [], "size": [1, 2], "filled": True, "colour": "red"}
    assert of_json(Shape, stored) == Shape((), (1, 2), True)


@pytest.mark.parametrize(
    "change",
    [
        {"points": None},
        {"points": [{"x": 1}]},
        {"points": [{"x": "1", "label": None}]},
        {"points": {"x": 1, "label": None}},
        {"points": [[1, None]]},
        {"size": [1]},
        {"size": [1, 2, 3]},
        {"size": [1.5, 2]},
        {"size": [True, 2]},
        {"filled": 1},
        {"filled": "yes"},
        {"side": [1, 2, 3]},
        {"side": None},
        {"names": {"b": "7"}},
        {"names": []},
        {"note": 3},
    ],
)
def test_what_is_no_such_record_is_refused(change):
    with pytest.raises(ValueError, match=r"."):
        of_json(Shape, to_json(SHAPE) | change)


@pytest.mark.parametrize("name", ["points", "size", "filled"])
def test_a_field_that_must_be_there_is_missed_by_name(name):
    stored = to_json(SHAPE)
    del stored[name]
    with pytest.raises(ValueError, match=f"Shape without {name}"):
        of_json(Shape, stored)


def test_what_is_nested_more_deeply_than_python_follows_is_refused():
    deep = []
    for _ in range(10**5):
        deep = [deep]
    with pytest.raises(ValueError, match="expected"):
        of_json(str, deep)
