"""The data set to train on: the bundled animals, photos of one's own, or a published set."""

import streamlit as st

from core.datasets import Dataset, Published, Rejected, bundled, workshop
from core.host import assets, settings
from core.photos import store as photo_store
from ui.photos.credits import show_credits
from ui.photos.place import Place
from ui.photos.stored import thumbnail
from ui.photos.zips import pick_zip
from ui.session import choices
from ui.session.remembered import OWN_DATASET
from ui.session.state import DATA_SOURCE
from ui.words import Words, unmarked

SOURCES = ("bundled", "zip", "workshop")
SHOWN = 9  # photos of each class
SIDE = 72  # of a thumbnail, pixels

_ZIP = Place("data_upload")


def choose_dataset(words: Words) -> Dataset | None:
    """Draw the choice and the photos; return the data set, or None while there is none."""
    DATA_SOURCE.fill(SOURCES[0])  # the collecting lesson may set it
    choices.one(
        st.segmented_control,
        words,
        words("data.source"),
        SOURCES,
        format_func=lambda source: words(f"data.source.{source}"),
        key=DATA_SOURCE.key,
    )
    ways = {"bundled": _bundled, "zip": _uploaded, "workshop": _published}
    chosen = ways[DATA_SOURCE.get()](words)
    if chosen is not None:
        _show(words, chosen)
    return chosen


def display_names(class_names: tuple[str, ...], language: str) -> list[str]:
    """Return class names to show: the bundled classes have one in each language."""
    known = assets.animal_names()
    if set(class_names) != set(known):
        return list(class_names)
    return [known[name][language] for name in class_names]


def _bundled(words: Words) -> Dataset:
    """Return the animals that come with the program; what was lost of them is stored again."""
    animals = _animals()
    if not all(photo_store.path(each.hash, animals.folder).exists() for each in animals.photos):
        _animals.clear()
        return _animals()
    return animals


@st.cache_resource(show_spinner=False)
def _animals() -> Dataset:
    return bundled(settings.data_folder() / "bundled")


def _uploaded(words: Words) -> Dataset | None:
    """Let the reader upload a zip; a bad one is refused and the one before it stays."""
    st.markdown(words.section("zip"))
    read = pick_zip(words, words("data.upload"), _ZIP)
    st.caption(words("data.private"))
    if read is not None:
        OWN_DATASET.set(read.dataset)
        _ZIP.empty()
    own = OWN_DATASET.get()
    if own is not None:
        _say_rejected(words, own.rejected)
    return own


def _published(words: Words) -> Dataset | None:
    """Let the reader choose a set that somebody in the workshop has published."""
    sets = {each.key: each for each in workshop.published()}
    if not sets:
        st.info(words("data.workshop.none"), icon=":material/share:")
        return None
    key: str | None = choices.one(
        st.selectbox,
        words,
        words("data.workshop"),
        sets,
        start=None,
        format_func=lambda each: _described(sets[each]),
        key="data_workshop",
        placeholder=words("data.workshop.choose"),
    )
    st.caption(words("data.workshop.note"))
    if key is None:
        return None
    show_credits(words, sets[key].collection.photos)
    return sets[key].dataset


def _described(published: Published) -> str:
    return f"{published.title}: {', '.join(published.dataset.class_names)}"


def _say_rejected(words: Words, rejected: tuple[Rejected, ...]) -> None:
    if not rejected:
        return
    with st.expander(words("data.rejected", count=len(rejected))):
        for refusal in rejected:
            st.text(f"{refusal.file_name}: {unmarked(words.error(refusal.error))}")


def _show(words: Words, chosen: Dataset) -> None:
    names = display_names(chosen.class_names, words.language)
    for column, (label, name) in zip(st.columns(len(names)), enumerate(names), strict=True):
        photos = [photo.hash for photo in chosen.photos if photo.label == label]
        shown = photos[:: max(1, len(photos) // SHOWN)][:SHOWN]
        with column, st.container(gap="xsmall"):
            st.text(words("data.class", name=name, count=len(photos)))
            with st.container(horizontal=True, gap="xxsmall"):
                for photo in shown:
                    st.image(thumbnail(photo, chosen.folder), width=SIDE)
