"""Make the strip of pictures on the cover from the sample photo of a cat, with the app's own code.

python -m scripts.make_cover
"""

from pathlib import Path

import numpy as np

from core import grad_cam
from core.channels import to_gray
from core.convolution import KERNELS, convolve
from core.host import assets
from core.networks import imagenet, vgg16
from core.photos import decode, encode_jpeg, shrink
from ui.kit.colors import picture_of
from ui.kit.pictures import in_proportion

SIDE = 360
EGYPTIAN_CAT = 285


def strongest(maps: np.ndarray) -> np.ndarray:
    """Return the map of the channel with the largest mean."""
    return maps[..., maps.mean(axis=(0, 1)).argmax()]


def main() -> None:
    photo = decode(assets.samples()[0].path.read_bytes())
    photo = shrink(photo, SIDE)
    edges = convolve(to_gray(photo), KERNELS["sobel_x"], padding="same")
    maps = vgg16.feature_maps(photo, ("block2_conv2", "block5_conv2"))
    heat = grad_cam.grad_cam(imagenet.classifier(), photo, EGYPTIAN_CAT)
    pictures = {
        "photo": photo,
        "edges": picture_of(edges, top=float(np.quantile(np.abs(edges), 0.98))),
        "early": in_proportion(picture_of(strongest(maps["block2_conv2"])), photo, SIDE),
        "late": in_proportion(picture_of(strongest(maps["block5_conv2"])), photo, SIDE),
        "heat": grad_cam.overlay(photo, heat, opacity=0.55),
    }
    folder = Path(assets.ROOT) / "cover"
    folder.mkdir(exist_ok=True)
    for name, picture in pictures.items():
        (folder / f"{name}.jpg").write_bytes(encode_jpeg(picture, 88))


if __name__ == "__main__":
    main()
