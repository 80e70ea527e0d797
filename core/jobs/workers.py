"""The only door from the web process to TensorFlow: one inference and one training worker.

The web process must not import Keras: Streamlit clears Keras' session after every rerun of
every browser session once it is loaded.
"""

import functools
import importlib
import inspect
from concurrent.futures import Future

from core.host import settings
from core.jobs.worker_process import WorkerError, WorkerProcess, result

TRAINING_NICENESS = 10


def call(function_name: str, /, *, timeout: float = 120.0, **arguments):
    """Run ``core.inference.<function_name>(**arguments)`` in the inference worker and wait.

    Parameters
    ----------
    function_name
        A public function of `core.inference`.
    timeout
        Seconds, time in line included.

    Raises
    ------
    ConvScopeError
        What the function raised, or `WorkerError`. After ``worker.died`` the next call starts
        a fresh process.
    """
    return result(submit(function_name, **arguments), timeout)


def submit(function_name: str, /, **arguments) -> Future:
    """Begin what `call` does and return at once; see `result` for the outcome."""
    return _workers()["inference"].submit(_inference, function_name, arguments)


def submit_training(function, /, *args, **kwargs) -> Future:
    """Run `function` in the training worker, of lower priority; see `result` for its outcome."""
    return _workers()["training"].submit(function, *args, **kwargs)


def warm() -> None:
    """Start the inference worker and load its models; returns at once."""
    _workers()["inference"].submit(_inference, "warm", {})


def pids() -> dict[str, int | None]:
    """Return the process ids of ``inference`` and ``training``, None where none lives."""
    return {name: worker.pid for name, worker in _workers().items()}


def shutdown() -> None:
    """Kill the workers; the next call starts fresh ones."""
    for worker in _workers().values():
        worker.shutdown()
    _workers.cache_clear()


@functools.lru_cache(maxsize=1)
def _workers() -> dict[str, WorkerProcess]:
    memory = settings.training_bytes()
    if settings.shared_worker():
        both = WorkerProcess(memory=memory)
        return {"inference": both, "training": both}
    training = WorkerProcess(niceness=TRAINING_NICENESS, memory=memory)
    inference = WorkerProcess()
    return {"inference": inference, "training": training}


def _inference(function_name: str, arguments: dict):
    """Find the function here, in the worker: only there may its module be imported."""
    module = importlib.import_module("core.inference")
    function = getattr(module, function_name, None)
    public = inspect.isfunction(function) and not function_name.startswith("_")
    if not public or function.__module__ != module.__name__:
        raise WorkerError(
            "worker.unknown_function", "core.inference has no function {name}", name=function_name
        )
    return function(**arguments)
