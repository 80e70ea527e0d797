import numpy as np

from core.networks.units.kernel_patches import kernel_patch


def test_grey_is_zero_and_the_largest_weight_ends_the_scale():
    kernel = np.zeros((3, 3, 3))
    kernel[0, 0] = [0.5, -0.5, 0.25]
    patch = kernel_patch(kernel, side=4)
    assert patch.shape == (12, 12, 3)
    assert patch[3, 3].tolist() == [255, 0, 191]
    assert patch[4, 4].tolist() == [128, 128, 128]


def test_an_empty_kernel_is_grey():
    assert (kernel_patch(np.zeros((3, 3, 3))) == 128).all()
