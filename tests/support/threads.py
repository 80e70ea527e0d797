"""Many threads at one thing."""

import threading
from concurrent.futures import ThreadPoolExecutor


def at_once(call, count):
    """Call a function with 0, 1, ... in threads that begin together; return what they returned."""
    barrier = threading.Barrier(count)

    def begin(number):
        barrier.wait()
        return call(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))
