"""Sets as zips: one folder of photos a class, with where each of them comes from."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from core.datasets.collection import OWN, Collected
from core.host import assets, json_text
from core.photos import CREDITS, MANIFEST, licences
from core.photos import store as photo_store

TEXTS = ("query", "licence", "creator", "attribution", "title")
ADDRESSES = ("page", "file_url", "licence_url")
LONGEST = 500  # characters of what a manifest says
LINES, LINE = 4000, 20_000  # lines of a manifest, and characters of one, that are looked at
NOT_IN_NAMES = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


def kept_back(photos: Iterable[Collected]) -> dict[str, str]:
    """Return the hashes of photos that may not be passed on, and why (`core.photos.licences`)."""
    reasons = {photo.hash: licences.kept_back(photo.manifest["licence"]) for photo in photos}
    return {photo: reason for photo, reason in reasons.items() if reason is not None}


def to_zip(photos: Iterable[Collected], store: Path) -> bytes:
    """Return a zip of the photos that may be passed on.

    One folder a class with files named by their hashes, ``manifest.jsonl`` with one line a photo,
    and ``CREDITS.txt``. `core.datasets.dataset.from_zip` reads it back.

    Raises
    ------
    core.photos.store.PhotoMissingError
        When `store` does not have a photo any more.
    """
    photos = list(photos)
    stay = kept_back(photos)
    photos = [photo for photo in photos if photo.hash not in stay]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:  # JPEGs get no smaller
        for photo in photos:
            target.writestr(_file_name(photo), photo_store.read(photo.hash, store))
        target.writestr(MANIFEST, "".join(map(_line, photos)), zipfile.ZIP_DEFLATED)
        target.writestr(CREDITS, "".join(map(_credit, photos)), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def bundled_zip() -> bytes:
    """Return the bundled animals as a zip: their photos, manifest and licences as they came.

    Raises
    ------
    core.host.assets.AssetError
        ``asset.missing`` if the photos or ``LICENSES.md`` are missing.
    """
    folder = assets.animal_set()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target.write(path, path.relative_to(folder).as_posix())
        target.write(assets.path("LICENSES.md"), "LICENSES.md")
    return buffer.getvalue()


def origins(manifest: str) -> dict[str, dict[str, str]]:
    """Return where photos come from, by their hashes, as a manifest says.

    Anybody may have made it: lines that are none are passed over, and of the others only known
    fields stay, cut to `LONGEST` characters, and only addresses that may be shown as links. It may
    be long: what comes after `LINES` lines of at most `LINE` characters is not looked at.
    """
    known = {}
    source = io.StringIO(manifest)
    for line in (source.readline(LINE) for _ in range(LINES)):
        try:
            says = json_text.parsed(line)
        except ValueError:
            continue
        if isinstance(says, dict) and isinstance(says.get("hash"), str):
            known[says["hash"]] = _origin(says)
    return known


def _origin(says: dict) -> dict[str, str]:
    fields = {name: _text(says.get(name)) for name in (*TEXTS, *ADDRESSES)}
    source = _text(says.get("source"))
    fields["source"] = source if source in licences.SOURCES else OWN["source"]
    fields["licence"] = fields["licence"] or licences.UNKNOWN
    links = ("https://", "http://")
    return {
        name: "" if name in ADDRESSES and not text.startswith(links) else text
        for name, text in fields.items()
    }


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _file_name(photo: Collected) -> str:
    folder = photo.class_name.translate(NOT_IN_NAMES)
    return f"{folder.lstrip('.') or '_'}/{photo.hash}.jpg"


def _line(photo: Collected) -> str:
    says = {"file": _file_name(photo), "class": photo.class_name, "hash": photo.hash}
    return json.dumps(says | photo.manifest, ensure_ascii=False) + "\n"


def _credit(photo: Collected) -> str:
    manifest = photo.manifest
    said = [manifest.get(name, "") for name in ("title", "creator", "licence", "page")]
    attribution = manifest.get("attribution") or ", ".join(filter(None, said))
    return f"{_file_name(photo)}\t{' '.join(attribution.split())}\n"
