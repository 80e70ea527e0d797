"""A worker process that is none: it answers, dies or fails to start when the test says so."""

import pickle
from concurrent.futures import Future

from loky.process_executor import BrokenProcessPool, ShutdownExecutorError


class Process:
    """Keeps what it is asked, by the first argument, until the test goes on."""

    def __init__(self):
        self.begun, self.refusal, self.seconds = [], None, None
        self._running = None

    def submit_within(self, seconds, function, call):
        self.seconds = seconds
        if self.refusal:
            refused = Future()
            refused.set_exception(self.refusal)
            return refused
        assert self._running is None, "two calls at a time"
        self.begun.append(told(call))
        self._running = function, call, Future()
        return self._running[2]

    def answer(self):
        (function, call, future), self._running = self._running, None
        future.set_result(function(call))

    def die(self):
        (_, _, future), self._running = self._running, None
        future.set_exception(BrokenProcessPool("it was killed"))

    def shutdown(self):
        if self._running:
            (_, _, future), self._running = self._running, None
            future.set_exception(ShutdownExecutorError("it was shut down"))

    @property
    def works(self):
        return self._running is not None


def told(call):
    """Return the first argument of a pickled call, by which the tests tell calls apart."""
    return pickle.loads(call)[1][0]
