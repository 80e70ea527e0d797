"""The photos behind a result: the most wrong ones or those of a cell, and where the model looked.

Only photos that the reader has are shown; a run may come from somebody else's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import streamlit as st

from core import inference
from core.datasets import Dataset
from core.photos import store as photo_store
from core.training import Answer
from core.training.judging import answers
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import captioned
from ui.kit.ask import ask
from ui.photos.stored import thumbnail
from ui.runs.explanation import HeatmapStyle
from ui.words import Words, plain

SIDE = 120  # of a photo to choose, pixels
SHOWN = 12


@dataclass(frozen=True)
class Photos:
    """The photos that the reader has of a run: `folder` is their store, None without any."""

    hashes: frozenset[str]
    folder: Path | None

    @classmethod
    def of(cls, dataset: Dataset | None) -> "Photos":
        """Return the photos of the data set on the page."""
        if dataset is None:
            return cls(frozenset(), None)
        return cls(frozenset(photo.hash for photo in dataset.photos), dataset.folder)


def show(
    words: Words,
    key: str,
    judged: Sequence[Answer],
    names: Sequence[str],
    photos: Photos,
) -> None:
    """Draw the photos of some answers of the run `key`, of which one is chosen, and explain it."""
    here = [answer for answer in judged if answer.hash in photos.hashes]
    if len(here) < len(judged):
        st.caption(words("photos.absent", count=len(judged) - len(here)))
    if not here or photos.folder is None:
        return
    if len(here) > SHOWN:
        st.caption(words("photos.first", shown=SHOWN, count=len(here)))
    tiles = [_tile(words, answer, names, photos.folder) for answer in here[:SHOWN]]
    chosen = gallery(
        words("photos.choose"), tiles, key="result_photo", tile_width=SIDE - 16, photos=True
    )
    answer = next(answer for answer in here if answer.hash == chosen)
    if st.toggle(words("photos.explain"), key="result_explain", help=words("photos.explain.help")):
        _explain(words, key, photo_store.get(chosen, photos.folder), answer, names)


def _tile(words: Words, answer: Answer, names: Sequence[str], folder: Path) -> Tile:
    title = words(
        "photos.answer",
        predicted=names[answer.predicted],
        probability=answer.probability,
    )
    note = words("photos.truth", true=names[answer.label], loss=answers.loss(answer))
    return Tile(answer.hash, thumbnail(answer.hash, folder, SIDE), title, note)


def _explain(
    words: Words, key: str, photo: np.ndarray, answer: Answer, names: Sequence[str]
) -> None:
    """Draw the photo, and over it the Grad-CAM maps of the predicted and of the true class."""
    with st.spinner(words("working")):
        layer = ask(inference.explainable_layers, model_key=key)[-1]
        classes = list(dict.fromkeys((answer.predicted, answer.label)))
        maps = [
            ask(inference.explain, image=photo, class_index=index, layer=layer, model_key=key)
            for index in classes
        ]
    columns = st.columns(3, gap="small")
    captioned.photo(columns[0], photo, words("photos.photo", true=plain(names[answer.label])))
    for column, index, heatmap in zip(columns[1:], classes, maps, strict=False):
        kind = "predicted" if index == answer.predicted else "true"
        said = words(
            f"photos.evidence.{kind}" if heatmap.any() else "photos.evidence.none",
            name=plain(names[index]),
            probability=answer.probabilities[index],
        )
        captioned.photo(column, HeatmapStyle().over(photo, heatmap), said)
    st.caption(words("photos.layer", layer=layer))
