"""The bundled animals as a zip, with what their licences ask for."""

import io
import zipfile

from core.host import assets


def to_zip() -> bytes:
    """Return one folder of photos a class, with the manifest and the licences of all photos."""
    folder = assets.animal_set()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:  # JPEGs get no smaller
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target.write(path, path.relative_to(folder).as_posix())
        target.write(assets.path("LICENSES.md"), "LICENSES.md")
    return buffer.getvalue()
