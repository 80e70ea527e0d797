"""Keras' layers of random changes, a line each, with the reader's settings."""

import math

from core.augmentation import Augmentation


def layer_lines(augmentation: Augmentation) -> list[str]:
    """Return a line a layer, in the generator's order, for every range that is not nothing."""
    fill = f'fill_mode="{augmentation.fill_mode}"'
    down, right = augmentation.height_shift_range, augmentation.width_shift_range
    slant = math.sin(math.radians(augmentation.shear_range))
    zoom = augmentation.zoom[1] - 1
    light = augmentation.brightness_range[1] - 1 if augmentation.brightness_range else 0
    lines = {
        f"layers.RandomRotation({augmentation.rotation_range / 360:.4g}, {fill}),"
        f"  # {augmentation.rotation_range:g} / 360": augmentation.rotation_range,
        f"layers.RandomTranslation({down:g}, {right:g}, {fill}),": down or right,
        f"layers.RandomShear({slant:.3g}, {fill}),"
        f"  # sin {augmentation.shear_range:g}°": augmentation.shear_range,
        f"layers.RandomZoom({zoom:.3g}, {zoom:.3g}, {fill}),": zoom,
        'layers.RandomFlip("horizontal"),': augmentation.horizontal_flip,
        'layers.RandomFlip("vertical"),': augmentation.vertical_flip,
        f"layers.RandomBrightness({light:.3g}),": light,
    }
    return [line for line, wanted in lines.items() if wanted] or ["layers.Identity(),"]
