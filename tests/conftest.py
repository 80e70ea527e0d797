import os

import pytest

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="session")
def tensorflow():
    """TensorFlow, the oracle; imported late so that other tests start at once."""
    import tensorflow

    return tensorflow
