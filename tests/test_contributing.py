"""CONTRIBUTING is followed to the letter: its five steps make a lesson, what it names is there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # real processes, or many pages

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
STEP = re.compile(r"^```\w+ (?P<file>\S+)(?P<added> \+)?\n(?P<content>.*?)^```$", re.S | re.M)
NAMED = re.compile(r"`((?:core|ui|pages|tests|assets|scripts|benchmarks|docs)/[\w./]+)`")
COPIED = ("app.py", "cover.py", "pages", "core", "ui", "tests", "pyproject.toml", ".streamlit")
WORDS = ("lessons", "locale")  # of the assets; all else is looked at where it is


@pytest.fixture
def project(tmp_path):
    """A copy of the project that may be changed."""
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    (tmp_path / "assets").mkdir()
    for source in (ROOT / "assets").iterdir():
        target = tmp_path / "assets" / source.name
        shutil.copytree(source, target) if source.name in WORDS else target.symlink_to(source)
    return tmp_path


@pytest.mark.slow
def test_the_five_steps_make_a_lesson(project):
    after = re.search(r'write `"(\w+)"` behind `("\w+")` in `(\S+)`', TEXT)
    slug, before, place = after.groups()
    course_of = project / place
    course_of.write_text(
        course_of.read_text("utf-8").replace(before, f'{before}, "{slug}"', 1), "utf-8"
    )
    for step in STEP.finditer(TEXT):
        target = project / step["file"]
        target.parent.mkdir(parents=True, exist_ok=True)
        told = target.read_text("utf-8") if step["added"] else ""
        target.write_text(told + step["content"], "utf-8")
    opens = f"tests/pages/test_frame.py::test_lesson_opens[{slug}-"
    asked = ["tests/test_architecture.py", "tests/ui/test_words.py", f"{opens}ko]", f"{opens}en]"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *asked]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_a_walk_counts_the_files_that_it_names():
    walks = re.findall(r"^- \*\*[^*]+\*\* \((\d+)\): (.+?)\n(?=- \*\*|\n)", TEXT, re.S | re.M)
    assert len(walks) == 2
    for told, text in walks:
        assert len(set(NAMED.findall(text))) == int(told), text


@pytest.mark.parametrize(
    "document", ["CONTRIBUTING.md", "README.md", "SECURITY.md", "docs/hosting.md"]
)
def test_every_place_that_a_document_names_is_there(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    made = {step["file"] for step in STEP.finditer(text)}
    for name in set(NAMED.findall(text)) - made:
        assert (ROOT / name).exists(), name
