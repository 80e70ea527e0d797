"""Runs that are trained here and now, without a queue and without a worker."""

from core.host import settings
from core.jobs.folder import JobFolder
from core.training.run import run_key, work


def train(config, dataset):
    """Train a run into the data folder; return its key."""
    key = run_key(config, dataset)
    folder = JobFolder(settings.data_folder() / "runs", key)
    folder.reset()
    folder.perform(work(config, dataset))
    return key
