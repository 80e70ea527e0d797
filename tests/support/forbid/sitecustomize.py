"""Refuse TensorFlow and Keras while FORBIDDEN names a file, and note there that they were wanted.

Python imports this module by itself in every process that a test starts, workers too, since
`tests.support.guard` puts its folder on PYTHONPATH.
"""

import os
import sys

FORBIDDEN = "CONVSCOPE_TESTS_WITHOUT_TENSORFLOW"
DEAR = {"tensorflow", "keras"}


class Refuse:
    """A finder that comes before those that would find the two packages."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        file = os.environ.get(FORBIDDEN)
        if file and name in DEAR:
            with open(file, "a", encoding="utf-8") as wanted:
                wanted.write(f"{name} in process {os.getpid()}\n")
            raise ImportError(f"a test without the mark `tensorflow` wants {name}")


sys.meta_path.insert(0, Refuse)
