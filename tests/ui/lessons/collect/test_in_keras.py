"""The code of the collecting lesson runs."""

import io
from contextlib import redirect_stdout

import numpy as np
from PIL import Image

from ui.lessons.collect.in_keras import reading


def test_the_code_reads_a_folder_of_classes(tensorflow, tmp_path, monkeypatch):
    for name in ("fox", "panda"):
        (tmp_path / "animals" / name).mkdir(parents=True)
        for number in range(5):
            photo = Image.fromarray(np.full((40, 50, 3), number, np.uint8))
            photo.save(tmp_path / "animals" / name / f"{number}.jpg")
    monkeypatch.chdir(tmp_path)
    with redirect_stdout(io.StringIO()) as said:
        exec(reading(size=32, batch=4), {})
    assert "['fox', 'panda']" in said.getvalue()
    assert "(4, 32, 32, 3) (4, 2)" in said.getvalue()
