"""What a model says of a photo, and whether it counts: for the reader's own runs."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.training import Run
from core.training.judging import Judge, Verdict
from ui.kit.ask import ask
from ui.lessons.predict.meter import meter
from ui.words import Words, plain

BUNDLED = ("imagenet", "vgg16")  # nothing is known of their validation photos


def judge(model_key: str) -> Judge | None:
    """Return what is known of a run's confidence; None for a model that is no run."""
    return None if model_key in BUNDLED else Run.read(model_key).judge


def verdict(photo: np.ndarray, model_key: str) -> Verdict | None:
    """Return a run's verdict on a photo; None for a model that is no run."""
    known = judge(model_key)
    if known is None:
        return None
    return known.verdict(*ask(inference.describe, image=photo, model_key=model_key))


def short(words: Words, photo: np.ndarray, model_key: str, names: Sequence[str]) -> tuple[str, str]:
    """Return a model's answer for a photo in a few words, and what it would say how surely."""
    found = verdict(photo, model_key)
    if found is None:
        best = ask(inference.classify, image=photo, model_key=model_key, top=1)[0]
        return names[best.index], f"{best.probability:.0%}"
    name, sure = names[found.index], f"{found.confidence:.0%}"
    said = words(f"verdict.short.{found.kind}", name=name)
    return said, f"{name} {sure}" if found.kind == "none" else sure


def say(words: Words, found: Verdict, names: Sequence[str]) -> None:
    """Say what comes of a photo."""
    icons = {"class": "check", "unsure": "help", "none": "block"}
    text = words(f"verdict.{found.kind}", name=plain(names[found.index]))
    st.info(text, icon=f":material/{icons[found.kind]}:")


def meters(words: Words, found: Verdict, known: Judge) -> None:
    """Draw likeness and confidence with the limits that they have to reach."""
    limits = known.familiarity, known.calibration
    values = found.likeness, found.confidence
    for name, value, limit in zip(("likeness", "confidence"), values, limits, strict=True):
        label = words(f"verdict.{name}", value=value, limit=limit.threshold)
        meter(label, value, limit.threshold)
    calibration = known.calibration
    st.caption(
        words(
            "verdict.fitted",
            photos=calibration.photos,
            right=calibration.right,
            kept=known.familiarity.kept,
            temperature=calibration.temperature,
        )
    )
