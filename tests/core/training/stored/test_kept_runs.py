"""Finished runs have a limit on the disk."""

import os
import subprocess
import sys

import numpy as np
import pytest

from core.datasets.dataset import Dataset, Photo
from core.host import settings
from core.host.state import job_line, readers
from core.training import run as run_module
from core.training.config import TrainingConfig
from core.training.judging.familiarity import Familiarity
from core.training.methods.fitting import Trained
from core.training.stored import kept_runs
from core.training.stored.runs import Run
from tests.support.stored_runs import NoModel, store

KILOBYTE = 1024
KEYS = [f"{number:064x}" for number in range(4)]


@pytest.fixture
def root(own_state, monkeypatch):
    """Return the folder of the runs, which may take 25 kilobytes."""
    monkeypatch.setenv("CONVSCOPE_RUNS_MB", str(25 / 1024))
    return own_state / "runs"


def make(root, name, used):
    """Make a run of 10 kilobytes that was opened at this time."""
    (root / name / "deep").mkdir(parents=True)
    (root / name / "deep" / "trained.keras").write_bytes(bytes(9 * KILOBYTE))
    (root / name / "metrics.json").write_bytes(bytes(KILOBYTE))
    os.utime(root / name, (used, used))


def left(root):
    return sorted(path.name for path in root.iterdir())


def test_what_was_not_opened_for_longest_goes_whole(root):
    for used, key in enumerate(KEYS):
        make(root, key, used)
    kept_runs.opened(root / KEYS[0])
    kept_runs.trim()
    assert left(root) == [KEYS[0], KEYS[3]]


def test_what_runs_or_waits_stays(root):
    for used, name in enumerate((f"{KEYS[0]}.partial", *KEYS[1:])):
        make(root, name, used)
    job_line.ask("train", KEYS[0], "ann")
    kept_runs.sweep()
    assert left(root) == [f"{KEYS[0]}.partial", KEYS[3]]


def test_what_a_reader_remembers_goes_last(root):
    readers.see("ann")
    readers.keep("ann", kept_runs.REMEMBERED, KEYS[:1])
    for used, key in enumerate(KEYS[:3]):
        make(root, key, used)
    kept_runs.trim()
    assert left(root) == [KEYS[0], KEYS[2]]
    readers.keep("ann", kept_runs.REMEMBERED, KEYS)
    make(root, KEYS[3], 3)
    kept_runs.trim()  # the limit can only hold by one of these
    assert left(root) == KEYS[2:]


def test_a_forgotten_reader_remembers_nothing(root):
    readers.see("ann")
    readers.keep("ann", kept_runs.REMEMBERED, KEYS[:1])
    readers.forget("ann")
    for used, key in enumerate(KEYS[:3]):
        make(root, key, used)
    kept_runs.trim()
    assert left(root) == KEYS[1:3]


def test_what_was_left_half_done_goes(root):
    make(root, KEYS[0], 1)
    for name in (f"{KEYS[1]}.partial", ".part-of-a-removal"):
        make(root, name, 0)
    job_line.ask("train", KEYS[2], "ann")
    kept_runs.sweep()
    assert left(root) == [KEYS[0]]


@pytest.fixture
def run(tmp_path, root):
    photos = [Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(5)]
    dataset = Dataset(("a", "b"), tuple(photos), tmp_path)
    key = store(root, TrainingConfig(), dataset)
    os.utime(root / key, (0, 0))
    return root / key


def test_to_read_a_run_is_to_open_it_and_to_list_the_latest_is_not(run):
    Run.latest(10, run.parent)
    assert run.stat().st_mtime == 0
    assert Run.read(run.name) is Run.read(run.name)
    assert run.stat().st_mtime > 0


def test_the_latest_are_those_that_finished_last_not_those_that_were_opened(run, root, tmp_path):
    dataset = Dataset(
        ("a", "b"),
        tuple(Photo(label, f"{label}{i:063x}", f"{i}") for label in (0, 1) for i in range(5)),
        tmp_path,
    )
    later = store(root, TrainingConfig(seed=1), dataset)
    os.utime(run / "metrics.json", (1, 1))
    os.utime(root / later / "metrics.json", (2, 2))
    Run.read(run.name)
    assert [each.key for each in Run.latest(1, root)] == [later]


def test_a_run_that_has_gone_counts_as_missing_at_once(run):
    assert Run.find(run.name)
    kept_runs.trim()  # it fits
    assert Run.find(run.name)
    for used, key in enumerate(KEYS):
        make(run.parent, key, 2**33 + used)
    kept_runs.trim()
    assert Run.find(run.name) is None


def test_a_run_that_has_just_finished_makes_others_give_way(run, root, own_state, monkeypatch):
    known = Familiarity(np.eye(2, dtype=np.float32), threshold=0.5, kept=9, right=10)
    trained = Trained(NoModel(), None, np.zeros((0, 2)), np.zeros((0, 2)), known)
    result = Run.read(run.name).result

    def train(*_):
        yield from ()
        return trained, result

    monkeypatch.setattr(run_module, "train", train)
    for used, key in enumerate(KEYS[:3]):
        make(root, key, used)
    folder = root / f"{KEYS[3]}.partial"
    folder.mkdir()
    photos = [Photo(label, f"{label}{i:063x}", f"{label}{i}") for label in (0, 1) for i in range(5)]
    dataset = Dataset(("a", "b"), tuple(photos), own_state)
    assert list(run_module.work(TrainingConfig("scratch"), dataset)(folder)) == []
    assert KEYS[0] not in left(root)
    assert folder.name in left(root)


WRITE = """
import os
import sys
from core.host.state import job_line
from core.jobs import JobFolder

def work(folder):
    (folder / "trained.keras").write_bytes(bytes(1000))
    print("writing", flush=True)
    yield {"kind": "count"}
    sys.stdin.read()

from core.host import settings
job_line.ask("train", sys.argv[1], "ann")
job_line.begin("train")
folder = JobFolder(settings.data_folder() / "runs", sys.argv[1])
folder.reset()
folder.perform(work)
"""


@pytest.mark.slow  # a process
def test_a_run_whose_writer_was_killed_waits_for_its_turn_and_is_removed_when_nobody_does(root):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, KEYS[0]],
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdout.readline() == b"writing\n"
    writer.kill()
    writer.communicate()
    kept_runs.sweep()  # as at the next start, before the queue goes on
    assert left(root) == [f"{KEYS[0]}.partial"]
    job_line.recover("train")
    assert [job.key for job in job_line.waiting("train")] == [KEYS[0]]
    job_line.leave("train", KEYS[0], "ann")
    kept_runs.sweep()
    assert left(root) == []
