"""The controls of the augmentation lesson: ranges, presets, and the seed of the draws."""

import streamlit as st

from core.augmentation import Augmentation
from core.photos import transform
from ui.session.setting import Setting
from ui.words import Words

PRESETS = {
    "lecture": {
        "rotation": 360,
        "width": 0.1,
        "height": 0.1,
        "shear": 28.6,  # 0.5 rad
        "zoom": 0.3,
        "mirror": True,
        "upend": True,
    },
    "mild": {
        "rotation": 15,
        "width": 0.1,
        "height": 0.1,
        "shear": 10,
        "zoom": 0.2,
        "mirror": True,
        "upend": False,
    },
    "none": {
        "rotation": 0,
        "width": 0.0,
        "height": 0.0,
        "shear": 0,
        "zoom": 0.0,
        "mirror": False,
        "upend": False,
    },
}
SLIDERS = {  # name: the values it stops at
    "rotation": tuple(range(0, 361, 15)),
    "width": tuple(step / 20 for step in range(11)),
    "height": tuple(step / 20 for step in range(11)),
    "shear": (0, 5, 10, 15, 20, 25, 28.6, 35, 40, 45, 50, 55, 60),
    "zoom": tuple(step / 20 for step in range(11)),
    "brightness": tuple(step / 10 for step in range(10)),
}
LECTURE = ("rotation", "width", "height", "shear", "zoom")  # its sliders; two flips come after
FLIPS = ("mirror", "upend")
FORMATS = {"rotation": "{:g}°", "shear": "{:g}°", "brightness": "1 ± {:g}"}
SEEDS = range(1000)
FIRST_SEED = 142  # its first draw takes every step and turns a 6 into a 9
SETTINGS = (
    *(
        Setting(f"augment_{name}", values, PRESETS["lecture"].get(name, 0.0))
        for name, values in SLIDERS.items()
    ),
    *(Setting(f"augment_{name}", (True, False)) for name in FLIPS),
    Setting("augment_fill", tuple(transform.BORDERS)),
    Setting("augment_seed", SEEDS, FIRST_SEED),
)


def show_preset(name: str) -> None:
    """Set the sliders and the flips; fill mode and brightness are not part of a preset."""
    st.session_state.update(
        {f"augment_{setting}": value for setting, value in PRESETS[name].items()}
    )


def draw_again() -> None:
    """Take the next seed."""
    st.session_state["augment_seed"] = (st.session_state["augment_seed"] + 1) % len(SEEDS)


def draw_presets(words: Words) -> None:
    """Draw the buttons that set all sliders."""
    st.caption(words("presets"))
    with st.container(horizontal=True, gap="small"):
        for name in PRESETS:
            label, key = words(f"preset.{name}"), f"augment_preset_{name}"
            st.button(label, key=key, on_click=show_preset, args=(name,))


def draw_seed(words: Words) -> int:
    """Draw the seed and the button to the next one; return the seed."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        seed = st.number_input(
            words("seed"), SEEDS[0], SEEDS[-1], key="augment_seed", help=words("seed.help")
        )
        st.button(
            words("again"), icon=":material/refresh:", key="augment_again", on_click=draw_again
        )
    return seed


def choose(words: Words) -> Augmentation:
    """Draw a slider a range, the flips and the fill mode; return what they say."""
    rotation, width, height, shear, zoom = (_slider(words, name) for name in LECTURE)
    mirror, upend = (st.toggle(words(name), key=f"augment_{name}") for name in FLIPS)
    light = _slider(words, "brightness")
    fill_mode = st.selectbox(
        words("fill"),
        transform.BORDERS,
        format_func=lambda mode: words(f"fill.{mode}"),
        key="augment_fill",
    )
    return Augmentation(
        rotation_range=rotation,
        width_shift_range=width,
        height_shift_range=height,
        shear_range=shear,
        zoom_range=zoom,
        horizontal_flip=mirror,
        vertical_flip=upend,
        fill_mode=fill_mode,
        brightness_range=(1 - light, 1 + light) if light else None,
    )


def _slider(words: Words, name: str) -> float:
    return st.select_slider(
        words(name),
        SLIDERS[name],
        format_func=FORMATS.get(name, "{:g}").format,
        key=f"augment_{name}",
    )
