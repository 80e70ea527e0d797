"""Where the bundled files are, and whether they are whole."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import ConvScopeError

ROOT = Path(__file__).resolve().parents[2] / "assets"


class AssetError(ConvScopeError):
    """A bundled file is missing (`asset.missing`) or has other bytes (`asset.damaged`)."""


@dataclass(frozen=True)
class Sample:
    """A bundled photo to try things on; `captions` holds a sentence for ``"ko"`` and ``"en"``."""

    name: str
    path: Path
    captions: dict[str, str]
    creator: str
    licence: str
    source: str


def path(name: str) -> Path:
    """Return where the bundled file or folder `name` lies.

    Parameters
    ----------
    name
        Relative to ``assets``, with forward slashes: ``"models/imagenet_classes.json"``.

    Raises
    ------
    AssetError
        ``asset.missing`` if there is nothing of that name.
    """
    found = ROOT / name
    if not found.exists():
        raise AssetError("asset.missing", "The bundled file assets/{file} is missing.", file=name)
    return found


@cache
def verified(name: str) -> Path:
    """Return where the bundled file `name` lies, having compared it with its SHA-256 once.

    The hash is the one in ``manifest.json`` in the same folder. A file found whole is not read
    again in this process; a refusal is not remembered, so that a repaired file is accepted.

    Raises
    ------
    AssetError
        ``asset.missing`` if the file, its manifest or its line there is missing,
        ``asset.damaged`` if its bytes are not the ones that were bundled.
    """
    found = path(name)
    folder, _, file = name.rpartition("/")
    manifest = json.loads(path(f"{folder}/manifest.json").read_text(encoding="utf-8"))
    if file not in manifest:
        raise AssetError("asset.missing", "assets/{file} is not in its manifest.", file=name)
    with found.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    if digest != manifest[file]["sha256"]:
        raise AssetError(
            "asset.damaged",
            "The bundled file assets/{file} is damaged; fetch it again from the project.",
            file=name,
        )
    return found


@cache
def samples() -> tuple[Sample, ...]:
    """Return the sample photos in the order in which a page should offer them.

    Raises
    ------
    AssetError
        ``asset.missing`` if the list or one of its photos is missing.
    """
    entries = json.loads(path("samples/samples.json").read_text(encoding="utf-8"))
    return tuple(
        Sample(path=path(f"samples/{file}"), **description) for file, description in entries.items()
    )


def animal_set() -> Path:
    """Return the folder of the bundled three-class set: one folder of JPEG photos a class.

    Beside the class folders lie ``manifest.jsonl``, one line a photo with its class, duplicate
    group, source, licence, creator and title, and ``classes.json``, see `animal_names`.

    Raises
    ------
    AssetError
        ``asset.missing`` if the folder is missing.
    """
    return path("animals")


@cache
def animal_names() -> dict[str, dict[str, str]]:
    """Return each class folder's display name for ``"ko"`` and ``"en"``.

    Raises
    ------
    AssetError
        ``asset.missing`` if ``classes.json`` is missing.
    """
    return json.loads(path("animals/classes.json").read_text(encoding="utf-8"))
