"""The reader's experiment as a Jupyter notebook in plain Keras."""

import ast
import json
from collections.abc import Iterator, Sequence

from core.training import TrainingConfig
from ui.keras_code import fit
from ui.words import Words, portable

PHOTOS = """\
import zipfile
from pathlib import Path

folder = Path("animals")
if not folder.exists():
    with zipfile.ZipFile(next(Path().glob("*.zip"))) as photos:
        photos.extractall(folder, [n for n in photos.namelist() if not n.startswith("__MACOSX")])
    inside = [path for path in folder.iterdir() if path.is_dir()]
    if len(inside) == 1:  # the classes' folders lie one deeper
        for path in list(inside[0].iterdir()):
            path.rename(folder / path.name)
        inside[0].rmdir()

names = sorted(path.name for path in folder.iterdir() if path.is_dir())
for name in names:
    print(name, len(list((folder / name).iterdir())))"""

JUDGE = """\
loss, accuracy = model.evaluate(test, verbose=0)
print(f"{accuracy:.0%}")
model.save("animals.keras")"""

ASK = """\
import numpy as np

photo = next(path for path in sorted(folder.glob("*/*")) if path.suffix != ".txt")
pixels = keras.utils.load_img(photo, target_size=model.input_shape[1:3])
for name, probability in zip(names, model.predict(np.array(pixels)[None], verbose=0)[0]):
    print(f"{name}: {probability:.1%}")"""


def notebook(words: Words, config: TrainingConfig, class_names: Sequence[str]) -> str:
    """Return the file's text, nbformat 4.5.

    It starts from a zip beside it or from a folder ``animals``, with a folder of photos a class.
    """
    names = portable(", ".join(class_names))
    cells = [
        _markdown(words("notebook.title", names=names)),
        _markdown(words("notebook.photos")),
        _code(PHOTOS),
        _markdown(words("notebook.training")),
        *map(_code, paragraphs(fit.training(config))),
        _markdown(words("notebook.judge")),
        _code(JUDGE),
        _markdown(words("notebook.ask")),
        _code(ASK),
    ]
    numbered = [cell | {"id": f"cell-{number}"} for number, cell in enumerate(cells, start=1)]
    content = {
        "cells": numbered,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def paragraphs(code: str) -> Iterator[str]:
    r"""Yield the parts of a program that blank lines divide, each whole statements.

    >>> list(paragraphs("a = 1\nb = 2\n\n\n# then\nfor c in d:\n\n    e()\n"))
    ['a = 1\nb = 2', '# then\nfor c in d:\n\n    e()']
    """
    lines = code.splitlines()
    inside = {
        line
        for statement in ast.parse(code).body
        for line in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    }
    part: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip() or number in inside:
            part.append(line)
        elif part:
            yield "\n".join(part)
            part = []


def _markdown(text: str) -> dict:
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True)}


def _code(text: str) -> dict:
    source = text.splitlines(keepends=True)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source,
    }
