"""Every kind of event is written down and read back as it was."""

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.jobs.event_log import Failed, Finished, Started, content, entry, write_log
from core.training import events
from core.training.events import (
    Answer,
    ClassFigures,
    EpochEnded,
    Evaluation,
    Event,
    FeaturesComputed,
    Result,
)

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
NAMED = st.dictionaries(st.text(), NUMBERS, max_size=3)


def lists(each):
    return st.lists(each, max_size=3).map(tuple)


ANSWERS = st.builds(Answer, probability=NUMBERS, probabilities=lists(NUMBERS))
FIGURES = st.builds(ClassFigures, precision=st.none() | NUMBERS, recall=st.none() | NUMBERS)
JUDGEMENTS = st.builds(
    Evaluation,
    accuracy=NUMBERS,
    confusion=lists(lists(st.integers())),
    classes=lists(FIGURES),
    predictions=lists(ANSWERS),
)
OF_KIND = {
    EpochEnded: st.builds(
        EpochEnded, accuracy=NUMBERS, loss=NUMBERS, val_accuracy=NUMBERS, val_loss=NUMBERS
    ),
    Result: st.builds(
        Result,
        validation=JUDGEMENTS,
        test=st.none() | JUDGEMENTS,
        seconds=NUMBERS,
        speeds=NAMED,
        weight_change=st.none() | NAMED,
    ),
    Failed: st.builds(
        Failed, values=st.dictionaries(st.text(), st.none() | st.integers() | st.text())
    ),
}


def written(event):
    return json.loads(json.dumps(content(event)))


@pytest.mark.parametrize("kind", get_args(Event))
@given(st.data())
def test_each_kind_comes_back(kind, data):
    event = data.draw(OF_KIND.get(kind, st.builds(kind)))
    assert events.of_log([written(event) | {"time": 1.5}]) == [event]


def test_the_kinds_are_those_of_the_logs_that_are_there():
    assert events.KINDS.keys() == {
        "started",
        "device",
        "features",
        "maps",
        "epoch",
        "unfrozen",
        "best",
        "result",
        "finished",
        "failed",
        "cancelled",
    }


def test_a_log_holds_the_events_in_their_order(tmp_path):
    told = [Started(), FeaturesComputed(8, 20, 3), EpochEnded(1, 9, 0.5, 1.5, 0.25, 2.5)]
    write_log(tmp_path / "events.jsonl", map(entry, told))
    lines = (tmp_path / "events.jsonl").read_text().splitlines()
    assert [list(json.loads(line)) for line in lines] == [
        ["time", "kind"],
        ["time", "kind", "done", "total", "cached"],
        ["time", "kind", "epoch", "epochs", "accuracy", "loss", "val_accuracy", "val_loss"],
    ]
    assert events.of_log(map(json.loads, lines)) == told
    assert events.epochs_of(told) == told[-1:]


def test_what_is_no_event_of_today_is_passed_over():
    told = [
        {"kind": "warmed", "seconds": 3},
        {"kind": "epoch", "epoch": 1},
        {"kind": ["epoch"]},
        {"epoch": 1},
        "epoch",
        None,
        written(Finished()),
    ]
    assert events.of_log(told) == [Finished()]


def test_a_loss_that_is_no_number_is_an_epoch_none_the_less():
    event = EpochEnded(1, 2, 0.5, float("nan"), 0.5, float("inf"))
    (again,) = events.of_log([written(event)])
    assert again.loss != again.loss
    assert again.val_loss == float("inf")


def test_a_refusal_can_be_said_again():
    failed = Failed("training.patience", {"patience": 5}, "with a patience of 5")
    (again,) = events.of_log([written(failed)])
    assert (again.error.reason, again.error.values) == ("training.patience", {"patience": 5})
    assert str(again.error) == "with a patience of 5"
    assert Failed.of(again.error) == failed


ANSWER = Answer("0f", 1, 0, 0.75, (0.75, 0.25))
CLASSES = (ClassFigures(0.0, None, 0), ClassFigures(None, 0.0, 1))
JUDGED = Evaluation(0.0, ((0, 0), (1, 0)), CLASSES, (ANSWER,))


@pytest.mark.parametrize("test", [JUDGED, None])
def test_a_result_says_on_what_it_was_judged(test):
    result = Result(JUDGED, test, 6, 1, int(test is not None), 8, 2, 1.5, device="CPU")
    assert result.parts == (("test", "validation") if test else ("validation",))
    assert result.evaluation(result.parts[0]) == (test or JUDGED)
    assert "weight_change" not in written(result)
    assert written(result)["test"] == (written(result)["validation"] if test else None)
