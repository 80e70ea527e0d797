"""Simple shapes, parts, object: one channel a stage for this photo, with its evidence."""

import numpy as np
import streamlit as st

from core import inference
from core.networks.explaining import overlay
from core.networks.units import Stage, known, sought
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.strip import strip
from ui.session.channel_link import open_channel
from ui.words import Words

SIDE = 232  # pixels, drawn at half of that
OPACITY = 0.55


def stage_strip(words: Words, photo: np.ndarray) -> None:
    """Draw the three stages side by side."""
    found = ask(inference.photo_stages, image=photo)
    st.markdown(words.section("stages"))
    for place, stage in zip(st.columns(len(found), gap="medium"), found, strict=True):
        with place:
            _draw(words, photo, stage)
    st.caption(words("stages.rule", count=known.photo_count()))


def _draw(words: Words, photo: np.ndarray, stage: Stage) -> None:
    view = stage.view
    st.markdown(f"**{words(f'stage.{stage.name}')}**")
    st.caption(words("stage", layer=stage.layer, channel=view.index, ratio=stage.ratio))
    shown = {
        "map": overlay(photo, view.map / 255, OPACITY),
        "patch": pictures.cut(photo, view.receptive_field),
        "seeks": sought.picture(stage.layer, view.index),
    }
    strip(
        [
            (pictures.in_width(picture, SIDE), words(f"stage.{name}"))
            for name, picture in shown.items()
            if picture is not None
        ],
        SIDE // 2,
    )
    st.button(
        words("stage.open"),
        icon=":material/search:",
        key=f"stage_{stage.name}",
        on_click=open_channel,
        args=(stage.layer, view.index),
    )
