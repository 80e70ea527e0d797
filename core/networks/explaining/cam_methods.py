"""Class activation maps: what each channel adds to each place, by five methods.

Every method takes a layer's activations and the derivatives of the class score by them, both
(h, w, C), and returns the contributions (h, w, C); the map is the positive part of their sum over
the channels.
"""

from types import MappingProxyType

import numpy as np


def grad_cam(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Weigh each channel by its mean gradient.

    Selvaraju et al., Grad-CAM, ICCV 2017.
    """
    return activations * gradients.mean(axis=(0, 1))


def grad_cam_plus_plus(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Weigh each channel by its positive gradients, so that every instance of an object counts.

    Chattopadhay et al., Grad-CAM++, WACV 2018, equations 5 and 19. With one sign of the gradient
    left, the coefficient g² / (2 g² + Σa g³) is 1 / (2 + Σa g), which no small g makes unstable.
    """
    positive = np.maximum(gradients, 0)
    coefficients = 1 / (2 + activations.sum(axis=(0, 1)) * positive)
    return activations * (coefficients * positive).sum(axis=(0, 1))


def hires_cam(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Weigh each cell by its own gradient, without averaging over places.

    Draelos and Carin, Use HiResCAM instead of Grad-CAM, 2020.
    """
    return activations * gradients


def layer_cam(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Weigh each cell by its own gradient where that is positive.

    Jiang et al., LayerCAM, IEEE Transactions on Image Processing 2021.
    """
    return activations * np.maximum(gradients, 0)


def eigen_cam(activations: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """Project onto the first principal component of the channels; the class plays no part.

    Muhammad and Yeasin, Eigen-CAM, IJCNN 2020. The activations are centred, and of the two signs
    of the component the one is taken whose largest value is positive (Chung and Ying,
    Seg-Eigen-CAM, Applied Sciences 2025).
    """
    centred = activations - activations.mean(axis=(0, 1))
    flat = centred.reshape(-1, centred.shape[-1])
    component = np.linalg.svd(flat, full_matrices=False)[2][0]
    projection = flat @ component
    sign = -1 if -projection.min() > projection.max() else 1
    return centred * (sign * component)


METHODS = MappingProxyType(
    {
        method.__name__: method
        for method in (grad_cam, grad_cam_plus_plus, hires_cam, layer_cam, eigen_cam)
    }
)


def heatmap(contributions: np.ndarray) -> np.ndarray:
    """Add the channels up, keep what is positive, and scale the largest value to 1.

    Returns
    -------
    float32 (h, w) in 0..1; all zeros where nothing is positive.
    """
    positive = np.maximum(contributions.sum(axis=-1), 0)
    peak = positive.max()
    return (positive / peak if peak > 0 else positive).astype(np.float32)
