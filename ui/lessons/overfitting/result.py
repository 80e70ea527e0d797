"""What came of an experiment of the overfitting lesson, in words and numbers."""

from collections.abc import Sequence

import streamlit as st

from core.lessons.digits import small_training
from ui.kit.table import table
from ui.lessons.overfitting.controls import described
from ui.lessons.overfitting.figures import Curves
from ui.words import Words


def say_what_happened(words: Words, run: Curves) -> None:
    """Name what the curves show: stopped, overfitting, or neither."""
    best, last = small_training.best_epoch(run.epochs), run.epochs[-1]
    if run.stopped:
        name = "stopped"
    elif small_training.overfits(run.epochs):
        name = "overfits"
    else:
        name = "no_rise"
    st.info(
        words.section(
            name,
            best=best.number,
            last=last.number,
            lowest=best.val_loss,
            end=last.val_loss,
            gap_then=best.gap,
            gap=last.gap,
            patience=run.experiment.patience,
        )
    )


def draw_numbers(words: Words, runs: Sequence[Curves]) -> None:
    """Draw a table of the networks that were kept, one column a run."""
    columns = [_column(run) for run in runs]
    heads = [words("table.run"), *(described(words, run.experiment) for run in runs)]
    rows = [(words(f"table.{name}"), *(each[name] for each in columns)) for name in columns[0]]
    table(heads, rows, numbers=range(1, len(heads)))


def _column(run: Curves) -> dict[str, str]:
    kept = small_training.kept_epoch(run.experiment, run.epochs)
    return {
        "epoch": str(kept.number),
        "training_loss": f"{kept.loss:.2f}",
        "validation_loss": f"{kept.val_loss:.2f}",
        "gap": f"{kept.gap:.2f}",
        "training_accuracy": f"{kept.accuracy:.1%}",
        "validation_accuracy": f"{kept.val_accuracy:.1%}",
    }
