"""Waiting for what other processes do."""

import time


def wait_until(condition, seconds=60.0, every=0.02):
    """Return once `condition()` holds; it is asked again and again."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the condition was not met"
        time.sleep(every)
