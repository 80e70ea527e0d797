"""Augmented pictures with the values that were drawn for them."""

import numpy as np

from core.augmentation import Augmentation, Transform, apply
from ui.words import Words

TOGETHER = "\N{NO-BREAK SPACE}"  # a value stays on the line of its name


def describe(
    words: Words, transform: Transform, augmentation: Augmentation, shape: tuple[int, ...]
) -> str:
    """Return the values drawn, of those parameters whose range is more than nothing."""
    height, width = shape[:2]
    flips = "↔" * transform.flip_horizontal + "↕" * transform.flip_vertical
    shifts = (
        _arrow("→←", augmentation.width_shift_range, transform.shift_right / width),
        _arrow("↓↑", augmentation.height_shift_range, transform.shift_down / height),
    )
    zoom = f"{transform.zoom_width:.2f}×{transform.zoom_height:.2f}"
    parts = (
        (augmentation.rotation_range, "drawn.rotation", f"{transform.rotation:.0f}°"),
        (any(shifts), "drawn.shift", " ".join(filter(None, shifts))),
        (augmentation.shear_range, "drawn.shear", f"{transform.shear:.0f}°"),
        (augmentation.zoom_range != (1, 1), "drawn.zoom", zoom),
        (augmentation.horizontal_flip or augmentation.vertical_flip, "drawn.flip", flips or "–"),
        (augmentation.brightness_range, "drawn.brightness", f"×{transform.brightness:.2f}"),
    )
    said = [f"{words(name)} {value}" for drawn, name, value in parts if drawn]
    return " ".join(part.replace(" ", TOGETHER).replace("-", "−") for part in said)


def stages(words: Words, photo: np.ndarray, transform: Transform) -> list[tuple[np.ndarray, str]]:
    """Return the photo and what becomes of it from step to step, each with the step's name."""
    before = Transform(fill_mode=transform.fill_mode, cval=transform.cval)
    pictures = [(photo, words("original"))]
    for name, grown in transform.steps().items():
        if grown != before:
            pictures.append((apply(photo, grown), words(f"step.{name}")))
        before = grown
    return pictures


def formula(matrix: np.ndarray) -> str:
    """Return in LaTeX how a (2, 3) sampling matrix leads from the result to the photo."""
    (a, b, x), (c, d, y) = matrix
    linear, offset = rf"{a:.2f} & {b:.2f} \\ {c:.2f} & {d:.2f}", rf"{x:.1f} \\ {y:.1f}"
    vectors = (r"x' \\ y'", linear, r"x \\ y", offset)
    there, turned, here, moved = (rf"\begin{{bmatrix}} {v} \end{{bmatrix}}" for v in vectors)
    return f"{there} = {turned} {here} + {moved}"


def _arrow(pair: str, limit: float, share: float) -> str:
    forward, backward = pair
    return f"{forward if share >= 0 else backward}{abs(share):.0%}" if limit else ""
