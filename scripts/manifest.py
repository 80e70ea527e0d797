"""The list of files in a folder of assets, by which the app knows that they are whole."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent / "assets" / "models"


def record(file: str, origin: Mapping[str, str | int], folder: Path = MODELS) -> None:
    """Write hash, size, source and licence of a file in `folder` into its manifest."""
    content = (folder / file).read_bytes()
    entry = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content), **origin}
    manifest = folder / "manifest.json"
    known = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else {}
    entries = dict(sorted((known | {file: entry}).items()))
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    manifest.write_text(text, encoding="utf-8")
