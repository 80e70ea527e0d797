"""Make the class activation maps that `tests/core/test_grad_cam.py` compares with.

EfficientNet-Lite0 is written here a second time, in PyTorch, and explained by the package
grad-cam. Neither belongs to the project: install torch and grad-cam elsewhere, then run
``python -m scripts.make_cam_reference`` from the project's folder.

Two things differ from grad-cam 1.5.7 as it is published. Grad-CAM++ adds 1e-6 to a denominator
which in this network is as small itself; it is taken out, so that the map is that of the paper.
Eigen-CAM is taken with the package's correction of the sign, which is otherwise arbitrary.
"""

import inspect
from pathlib import Path

import numpy as np
import torch
from pytorch_grad_cam import GradCAM, HiResCAM, LayerCAM, grad_cam_plusplus
from pytorch_grad_cam.eigen_cam import EigenCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from pytorch_grad_cam.utils.svd_on_activations import get_2d_projection_with_sign_correction
from torch import nn
from torch.nn import functional

from core.host import assets
from core.networks import efficientnet, weights
from core.photos import decode

TARGET = Path("tests/core/reference/cams.npz")
PHOTOS = ("chelsea", "dog", "red_panda")
LAYERS = ("block11", "head")


class Convolution(nn.Module):
    """Convolve as TensorFlow's ``same`` does it, normalise, activate."""

    def __init__(self, arrays, convolution, norm, stride, active=True):
        super().__init__()
        self.kernel = nn.Parameter(torch.tensor(arrays[f"{convolution}.weight"]))
        self.norm = [
            torch.tensor(arrays[f"{norm}.{name}"])
            for name in ("running_mean", "running_var", "weight", "bias")
        ]
        self.stride, self.active = stride, active

    def forward(self, x):
        """Return the activations for an input (n, channels, h, w)."""
        size, stride = self.kernel.shape[-1], self.stride
        pads = []
        for side in (x.shape[-1], x.shape[-2]):
            total = max((-(-side // stride) - 1) * stride + size - side, 0)
            pads += [total // 2, total - total // 2]
        groups = x.shape[1] if self.kernel.shape[1] == 1 and len(self.kernel) == x.shape[1] else 1
        x = functional.conv2d(functional.pad(x, pads), self.kernel, stride=stride, groups=groups)
        x = functional.batch_norm(x, *self.norm, eps=1e-3)
        return functional.relu6(x) if self.active else x


class Block(nn.Module):
    """Expand, filter each channel, project back (inverted residual)."""

    def __init__(self, arrays, place, expand, stride, residual):
        super().__init__()
        parts = [Convolution(arrays, f"{place}._expand_conv", f"{place}._bn0", 1)] if expand else []
        parts.append(Convolution(arrays, f"{place}._depthwise_conv", f"{place}._bn1", stride))
        project = (f"{place}._project_conv", f"{place}._bn2")
        parts.append(Convolution(arrays, *project, 1, active=False))
        self.parts, self.residual = nn.Sequential(*parts), residual

    def forward(self, x):
        """Return the block's output."""
        return x + self.parts(x) if self.residual else self.parts(x)


class Network(nn.Module):
    """EfficientNet-Lite0 up to the scores before softmax."""

    def __init__(self, arrays):
        super().__init__()
        self.stem = Convolution(arrays, "_conv_stem", "_bn0", 2)
        blocks = []
        for repeats, _, stride, expansion, _ in efficientnet.STAGES:
            for repeat in range(repeats):
                place = f"_blocks.{len(blocks)}"
                first = repeat == 0
                blocks.append(
                    Block(arrays, place, expansion > 1, stride if first else 1, not first)
                )
        self.blocks = nn.Sequential(*blocks)
        self.head = Convolution(arrays, "_conv_head", "_bn1", 1)
        self.classes = nn.Linear(efficientnet.HEAD_FILTERS, efficientnet.CLASSES)
        state = {"weight": arrays["_fc.weight"], "bias": arrays["_fc.bias"]}
        self.classes.load_state_dict({name: torch.tensor(a) for name, a in state.items()})

    def forward(self, x):
        """Return the scores (n, classes)."""
        return self.classes(self.head(self.blocks(self.stem(x))).mean((2, 3)))


class SignedEigenCAM(EigenCAM):
    """Eigen-CAM with the sign corrected."""

    def get_cam_image(self, input_tensor, target_layer, targets, activations, *rest):
        """Return the projection (n, h, w)."""
        return get_2d_projection_with_sign_correction(activations)


def grad_cam_plus_plus():
    """Return the package's class without the number in its denominator."""
    source = inspect.getsource(grad_cam_plusplus)
    if "eps = 0.000001" not in source:
        raise RuntimeError("grad-cam's Grad-CAM++ has changed")
    names = {}
    exec(source.replace("eps = 0.000001", "eps = 0"), names)
    return names["GradCAMPlusPlus"]


METHODS = {
    "grad_cam": GradCAM,
    "grad_cam_plus_plus": grad_cam_plus_plus(),
    "hires_cam": HiResCAM,
    "layer_cam": LayerCAM,
    "eigen_cam": SignedEigenCAM,
}


def explain(network, module, method, x, target):
    """Return the map before its enlargement, the largest value 1."""
    raw = []

    class Kept(METHODS[method]):
        def get_cam_image(self, *arguments, **options):
            raw.append(super().get_cam_image(*arguments, **options))
            return raw[-1]

    with Kept(network, [module]) as cam:
        cam(x, [ClassifierOutputTarget(target)])
    heatmap = np.maximum(raw[0][0], 0)
    return (heatmap / heatmap.max()).astype(np.float32)


def main():
    network = Network(weights.load("efficientnet_lite0")).eval()
    modules = {"block11": network.blocks[10], "head": network.head}
    samples = {sample.name: sample.path for sample in assets.samples()}
    made = {}
    for name in PHOTOS:
        photo = decode(samples[name].read_bytes())
        x = torch.tensor(efficientnet.preprocess(photo).transpose(0, 3, 1, 2))
        target = int(network(x)[0].argmax())
        for layer in LAYERS:
            for method in METHODS:
                heatmap = explain(network, modules[layer], method, x, target)
                made[f"{name}/{target}/{layer}/{method}"] = heatmap
    np.savez_compressed(TARGET, **made)
    print(*made, sep="\n")


if __name__ == "__main__":
    main()
