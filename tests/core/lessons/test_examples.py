"""The lecture's numbers."""

import numpy as np

from core.convolution import KERNELS
from core.lessons.examples import checkerboard, lecture_steps

LECTURE = """
1 2 3 0 1 2 3
0 1 2 3 0 1 2
3 0 1 2 3 0 1
2 3 0 1 2 3 0
1 2 3 0 1 2 3
0 1 2 3 0 1 2
3 0 1 2 3 0 1
"""


def test_the_lecture_matrix():
    rows = [[int(number) for number in line.split()] for line in LECTURE.strip().splitlines()]
    np.testing.assert_array_equal(lecture_steps(), rows)
    np.testing.assert_array_equal(lecture_steps(5), np.array(rows)[:5, :5])


def test_the_lecture_kernel_in_other_sizes():
    np.testing.assert_array_equal(checkerboard(3), KERNELS["diagonals"])
    assert checkerboard(2).tolist() == [[1, 0], [0, 1]]
