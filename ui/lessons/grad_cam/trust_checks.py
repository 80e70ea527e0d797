"""Three checks of a heat map, computed when the reader asks: random weights, covering, curves."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import streamlit as st

from core import inference
from core.networks.explaining import deletion, enlarged, randomised, rank_correlation
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of, scale_of
from ui.kit.strip import strip
from ui.lessons.grad_cam.figures import changing_photo
from ui.lessons.grad_cam.questions import Question
from ui.runs.explanation import HeatmapStyle
from ui.session.state import Maybe
from ui.words import Words

PICTURE = 136  # pixels
SIDE = 300

_CHECKED = Maybe[tuple]("grad_cam_checked")  # the case whose checks are shown


@st.fragment  # its button leaves the rest of the page alone
def trust_checks(
    words: Words, photo: np.ndarray, question: Question, heatmap: np.ndarray, look: HeatmapStyle
) -> None:
    """Draw the checks that were asked for, or the button that asks for them."""
    case = (hashlib.sha256(photo.tobytes()).hexdigest(), *asdict(question).values())
    if _CHECKED.get() != case:
        st.button(
            words("trust.run"),
            icon=":material/fact_check:",
            on_click=_CHECKED.set,
            args=(case,),
            key="grad_cam_run_checks",
        )
        return
    found = _computed(words, photo, question, heatmap)
    _draw_randomised(words, photo, found["randomised"], heatmap, look)
    _draw_occlusion(words, photo, found["occlusion"], heatmap, look)
    _draw_curves(words, found)


def _computed(
    words: Words, photo: np.ndarray, question: Question, heatmap: np.ndarray
) -> dict[str, Any]:
    """Return the results of all steps; a bar shows how many there are and which is next."""
    bar = st.progress(0.0, text=words("working"))
    steps = dict(_steps(photo, question, heatmap))
    found = {}
    for number, (name, (function, arguments)) in enumerate(steps.items()):
        doing = words(f"trust.step.{name.partition('_')[0]}")
        said = words("trust.step", doing=doing, number=number + 1, count=len(steps))
        bar.progress(number / len(steps), text=said)
        found[name] = ask(function, **arguments)
    bar.empty()
    return found


def _steps(
    photo: np.ndarray, question: Question, heatmap: np.ndarray
) -> Iterator[tuple[str, tuple[Callable, dict]]]:
    """Yield the name of each step, the worker's function and its arguments."""
    asked = {"image": photo, "class_index": question.class_index, "model_key": question.model_key}
    yield "randomised", (inference.randomised_maps, {"image": photo, **asdict(question)})
    yield "occlusion", (inference.occlusion_map, asked)
    for change in deletion.CURVES:
        for order, values in (("map", heatmap), ("random", deletion.random_map(heatmap.shape))):
            arguments = {**asked, "change": change, "heatmap": values}
            yield f"{change}_{order}", (inference.changed_photo_curve, arguments)


def _draw_randomised(
    words: Words,
    photo: np.ndarray,
    stages: Sequence[randomised.RandomisedStage],
    heatmap: np.ndarray,
    look: HeatmapStyle,
) -> None:
    st.subheader(words("trust.randomised"), anchor=False)
    st.markdown(words.section("trust_randomised"))
    shown = [(look.over(photo, heatmap), words("trust.trained"))]
    for stage in stages:
        name = words("trust.output") if stage.layer == randomised.OUTPUT else stage.layer
        kind = "trust.stage" if stage.map.any() else "trust.stage.empty"
        caption = words(kind, layer=name, correlation=stage.rank_correlation)
        shown.append((look.over(photo, stage.map), caption))
    strip(shown, PICTURE)


def _draw_occlusion(
    words: Words,
    photo: np.ndarray,
    occlusion: np.ndarray,
    heatmap: np.ndarray,
    look: HeatmapStyle,
) -> None:
    st.subheader(words("trust.occlusion"), anchor=False)
    covered, cam, said = st.columns([1, 1, 1.2], gap="medium")
    covered.image(
        pictures.in_proportion(picture_of(occlusion), photo, SIDE),
        output_format="PNG",
        width="stretch",
    )
    top = float(np.abs(occlusion).max())
    covered.image(scale_of(top), width="stretch")
    covered.caption(words("trust.falls", top=top))
    cam.image(look.over(photo, heatmap), width="stretch")
    cam.caption(words("trust.trained"))
    correlation = rank_correlation(occlusion, enlarged(heatmap, occlusion.shape))
    said.markdown(words.section("trust_occlusion", correlation=correlation))


def _draw_curves(words: Words, found: dict[str, deletion.Curve]) -> None:
    st.subheader(words("trust.curves"), anchor=False)
    st.markdown(words.section("trust_curves"))
    names = [f"{change}_{order}" for change in deletion.CURVES for order in ("map", "random")]
    top = max(found[name].probabilities.max() for name in names)
    for column, change in zip(st.columns(2, gap="medium"), deletion.CURVES, strict=True):
        curves = {}
        for order in ("map", "random"):
            curve = found[f"{change}_{order}"]
            order_name = words(f"trust.order.{order}")
            curves[words("trust.order", order=order_name, area=curve.area)] = curve
        axes = (words(f"trust.{change}.share"), words("probability"))
        column.markdown(f"**{words(f'trust.{change}')}**")
        column.plotly_chart(
            changing_photo(curves, top, axes),
            key=f"grad_cam_{change}",
            config={"displayModeBar": False},
        )
