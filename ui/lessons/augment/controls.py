"""The controls of the augmentation lesson: ranges, presets, and the seed of the draws."""

import streamlit as st

from core.augmentation import Augmentation
from core.photos import transform
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

PRESETS: dict[str, dict[str, float]] = {  # by the names of `SLIDERS` and `FLIPS`
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
SLIDERS: dict[str, tuple[float, ...]] = {  # the values it stops at
    "rotation": tuple(range(0, 361, 15)),
    "width": tuple(step / 20 for step in range(11)),
    "height": tuple(step / 20 for step in range(11)),
    "shear": (0, 5, 10, 15, 20, 25, 28.6, 35, 40, 45, 50, 55, 60),
    "zoom": tuple(step / 20 for step in range(11)),
    "brightness": tuple(step / 10 for step in range(10)),
}
LECTURE = ("rotation", "width", "height", "shear", "zoom")  # its sliders; two flips come after
FORMATS = {"rotation": "{:g}°", "shear": "{:g}°", "brightness": "1 ± {:g}"}
FIRST_SEED = 142  # its first draw takes every step and turns a 6 into a 9

RANGES = {
    name: Setting(f"augment_{name}", values, PRESETS["lecture"].get(name, 0.0))
    for name, values in SLIDERS.items()
}
FLIPS = {name: Setting(f"augment_{name}", (True, False)) for name in ("mirror", "upend")}
FILL = Setting("augment_fill", tuple(transform.BORDERS))
SEED = Setting("augment_seed", range(1000), FIRST_SEED)
SETTINGS = (*RANGES.values(), *FLIPS.values(), FILL, SEED)


def draw_presets(words: Words) -> None:
    """Draw the buttons that set all sliders."""
    st.caption(words("presets"))
    with st.container(horizontal=True, gap="small"):
        for name in PRESETS:
            label, key = words(f"preset.{name}"), f"augment_preset_{name}"
            st.button(label, key=key, on_click=_show_preset, args=(name,))


def draw_seed(words: Words) -> int:
    """Draw the seed and the button to the next one; return the seed."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        seed = st.number_input(
            words("seed"), SEED.values[0], SEED.values[-1], key=SEED.key, help=words("seed.help")
        )
        st.button(
            words("again"), icon=":material/refresh:", key="augment_again", on_click=_draw_again
        )
    return seed


def choose(words: Words) -> Augmentation:
    """Draw a slider a range, the flips and the fill mode; return what they say."""
    rotation, width, height, shear, zoom = (_slider(words, name) for name in LECTURE)
    mirror, upend = (st.toggle(words(name), key=flip.key) for name, flip in FLIPS.items())
    light = _slider(words, "brightness")
    fill_mode = choices.one(
        st.selectbox,
        words,
        words("fill"),
        FILL.values,
        format_func=lambda mode: words(f"fill.{mode}"),
        key=FILL.key,
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
    return choices.one(
        st.select_slider,
        words,
        words(name),
        SLIDERS[name],
        format_func=FORMATS.get(name, "{:g}").format,
        key=RANGES[name].key,
    )


def _show_preset(name: str) -> None:
    """Set the sliders and the flips; fill mode and brightness are not part of a preset."""
    settings: dict[str, Setting] = {**RANGES, **FLIPS}
    for setting, value in PRESETS[name].items():
        settings[setting].set(value)


def _draw_again() -> None:
    SEED.set((SEED.get() + 1) % len(SEED.values))
