"""How often something may happen: a token bucket."""

import time
from collections.abc import Callable


class Pace:
    """So many a second, and at first, or after a rest, `burst` at once."""

    def __init__(
        self, per_second: float, burst: float, clock: Callable[[], float] = time.monotonic
    ):
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._left, self._since = burst, clock()

    def seconds(self) -> float:
        """Return after how many seconds the next one may happen, 0 for now."""
        self._refill()
        return max(0.0, (1 - self._left) / self._per_second)

    def take(self) -> float:
        """Count one, and return after how many seconds it may happen; the next waits longer."""
        wait = self.seconds()
        self._left -= 1
        return wait

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._since) * self._per_second)
        self._since = now
