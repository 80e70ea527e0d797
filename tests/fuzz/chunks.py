"""Chunks of damaged files, each in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(kind, first, count):
    """Take `count` files from number `first` on; ``returncode`` 0 says that all ended well."""
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz.child", kind, str(first), str(count)],
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
    )
