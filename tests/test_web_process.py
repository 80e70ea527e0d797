"""No lesson loads TensorFlow or Keras where the pages run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

VISIT_ALL = """
import sys
import streamlit as st
from streamlit.testing.v1 import AppTest
from ui import course

type(st.context).cookies = {}  # AppTest sends none
app = AppTest.from_file("cover.py", default_timeout=300).run()
for slug in course.BUILT:
    app.switch_page(f"pages/{slug}.py").run()
    assert not app.exception, (slug, app.exception[0].message)
    assert not {"tensorflow", "keras"} & sys.modules.keys(), slug
print("visited", len(course.BUILT))
from core.jobs import workers
workers.shutdown()
"""


@pytest.mark.tensorflow  # in the workers
def test_no_lesson_loads_tensorflow_or_keras():
    command = [sys.executable, "-c", VISIT_ALL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert "visited" in done.stdout, done.stderr[-3000:]
