"""What a channel seeks: its picture, bundled or computed while one waits, and photos it is in."""

import numpy as np
import streamlit as st

from core import inference
from core.host import assets
from core.networks.units import kernel_patch, known, sought
from core.photos import decode, resize
from ui.kit import captioned, pictures
from ui.kit.ask import answer, ask, begin
from ui.kit.strip import strip
from ui.words import Words

LARGE = 384  # pixels a side, so that the browser does not blur it
PATCH_SIDE = 224  # pixels, drawn at half of that


def draw_sought(words: Words, layer: str, channel: int) -> None:
    """Draw what a trained convolution's channel seeks, or offer to compute it."""
    picture = sought.picture(layer, channel)
    if picture is not None:
        captioned.photo(st.container(), enlarged(picture), words("seeks"))
        return
    st.caption(words("seeks.unknown"))
    if st.button(words("seeks.compute"), icon=":material/image_search:", key="seeks_compute"):
        _compute(words, layer, channel)
        st.rerun(scope="fragment")


def _compute(words: Words, layer: str, channel: int) -> None:
    """Ask for a few steps at a time, so that others get their turns, and show how far it is."""
    bar, place = st.progress(0.0, words("seeks.working")), st.empty()
    done = 0.0
    while done < 1:
        found = answer(begin(inference.visualise_channel, layer=layer, channel=channel))
        done = found.done
        bar.progress(done, words("seeks.working"))
        place.image(enlarged(found.picture), width="stretch", alt=words("seeks.working"))


def enlarged(picture: np.ndarray) -> np.ndarray:
    """Return a square picture at `LARGE` pixels."""
    return resize(picture, LARGE, LARGE)


def draw_kernel(words: Words, kernel: np.ndarray) -> None:
    """Draw a kernel (3, 3, 3) of the first layer as a colour patch."""
    st.image(kernel_patch(kernel, side=40), width=120, alt=words("kernel"))
    st.caption(words("kernel"))


def draw_kernels(words: Words, weights: str | int) -> None:
    """Draw all kernels of the first layer, by their numbers."""
    kernels = np.moveaxis(ask(inference.first_kernels, weights=weights), -1, 0)
    st.markdown(words.section("kernels"))
    strip([(kernel_patch(kernel), f"#{number}") for number, kernel in enumerate(kernels)], 36)


def draw_driving_photos(words: Words, layer: str, channel: int) -> None:
    """Draw the bundled photos that drive a channel most, each by what the strongest cell sees."""
    st.markdown(words("driven", count=known.photo_count()))
    found = known.driving_photos(layer, channel)
    strip([(_patch(photo), _name(words, photo)) for photo in found], PATCH_SIDE // 2)


@st.cache_data(max_entries=400, show_spinner=False, hash_funcs={known.DrivingPhoto: repr})
def _patch(photo: known.DrivingPhoto) -> np.ndarray:
    image = decode(photo.path.read_bytes())
    return pictures.square(pictures.cut(image, photo.box), PATCH_SIDE)


def _name(words: Words, photo: known.DrivingPhoto) -> str:
    folder = photo.path.parent.name
    if folder in assets.animal_names():
        return assets.animal_names()[folder][words.language]
    sample = next(sample for sample in assets.samples() if sample.path == photo.path)
    return sample.captions[words.language]
