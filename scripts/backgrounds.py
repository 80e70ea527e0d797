"""Backgrounds out of focus, drawn without knowing what will stand on them."""

import numpy as np
from PIL import Image, ImageFilter

# far colour above, near colour below: meadow, woodland, sand, stone, water, snow, dusk, studio
SCENES = np.array(
    [
        [(168, 198, 222), (104, 138, 68)],
        [(74, 98, 66), (96, 88, 58)],
        [(186, 204, 214), (204, 180, 138)],
        [(152, 154, 156), (120, 112, 102)],
        [(58, 120, 150), (30, 72, 98)],
        [(200, 212, 226), (232, 236, 240)],
        [(206, 160, 128), (92, 82, 86)],
        [(214, 212, 206), (176, 174, 170)],
    ],
    dtype=np.float32,
)


def compose(cutout: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return the cut-out standing on a background about a quarter wider than itself."""
    cutout = cutout.crop(cutout.getchannel("A").getbbox())
    scale = min(2.0, 240 / max(cutout.size))
    cutout = cutout.resize([round(side * scale) for side in cutout.size], Image.Resampling.LANCZOS)
    width, height = cutout.size
    # no frame narrower than 3:4 or 4:3, however long and thin the animal is
    room = np.array([max(width, 0.75 * height), max(height, 0.75 * width)])
    frame = np.ceil(room * rng.uniform(1.1, 1.3)).astype(int)
    picture = background(frame, rng)
    free = frame - (width, height)
    corner = tuple((free * rng.uniform(0.25, 0.75, 2)).astype(int).tolist())
    picture.paste(cutout, corner, cutout)
    return picture


def background(size, rng: np.random.Generator) -> Image.Image:
    """Return a scene of `size` (width, height): a horizon, soft blotches, fine grain."""
    width, height = (int(side) for side in size)
    far, near = SCENES[rng.integers(len(SCENES))] + rng.normal(0, 10, (2, 3))
    rows = np.linspace(0, 1, height)[:, None, None]
    horizon, softness = rng.uniform(0.35, 0.8), rng.uniform(0.03, 0.25)
    ground = 1 / (1 + np.exp((horizon - rows) / softness))
    scene = far * (1 - ground) + near * ground + np.zeros((height, width, 3))
    for cells, strength in ((3, 20), (7, 11), (18, 4)):
        scene += strength * blotches(cells, (width, height), rng)[:, :, None]
    picture = Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))
    picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(1, 4)))
    grain = rng.normal(0, 3, (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def blotches(cells, size, rng):
    """Return (height, width) noise of about `cells` blotches a side, standard normal at them."""
    noise = Image.fromarray(rng.normal(size=(cells, cells)).astype(np.float32))
    return np.asarray(noise.resize(size, Image.Resampling.BICUBIC))
