"""Zip files of photos, one folder a class, as people make them on Windows, macOS and phones.

Names in the archive become class names and file names to show, never paths.
"""

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from core.errors import ConvScopeError
from core.images import MAX_BYTES

MAX_ENTRIES = 1000
MAX_TOTAL_BYTES = 500 * 2**20
SYSTEM_FILES = ("__macosx", "thumbs.db", "desktop.ini")
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1


class ArchiveError(ConvScopeError):
    """A file that is not a zip of photos as we take it."""


@dataclass(frozen=True)
class Entry:
    """One file of the archive: the names of its folders, outermost first, and its own."""

    folders: tuple[str, ...]
    name: str
    info: zipfile.ZipInfo


class PhotoArchive:
    """The files in a zip, without those that operating systems add, one outer folder removed.

    Parameters
    ----------
    data
        The zip file.

    Raises
    ------
    ArchiveError
        ``archive.not_a_zip``, ``archive.encrypted``, ``archive.too_many_files`` or
        ``archive.too_large`` (declared sizes, before anything is unpacked).
    """

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ArchiveError("archive.not_a_zip", "this is not a zip file") from error
        files = [info for info in self._zip.infolist() if not info.is_dir()]
        _require_moderate(files)
        self._unpacked = 0
        self.entries = _without_outer_folder(list(_entries(files)))

    def read(self, entry: Entry) -> bytes:
        """Return an entry's bytes, at most one more than a photo may have.

        Raises
        ------
        ArchiveError
            ``archive.damaged_file``, or ``archive.too_large`` when the entries turn out larger
            than they declare.
        """
        try:
            with self._zip.open(entry.info) as file:
                data = file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ArchiveError("archive.damaged_file", "this file is damaged in the zip") from error
        self._unpacked += len(data)
        if self._unpacked > MAX_TOTAL_BYTES:
            raise _too_large()
        return data


def _require_moderate(files: list[zipfile.ZipInfo]) -> None:
    if len(files) > MAX_ENTRIES:
        raise ArchiveError(
            "archive.too_many_files",
            "the zip holds {count} files, at most {limit} are taken",
            count=len(files),
            limit=MAX_ENTRIES,
        )
    if any(info.flag_bits & ENCRYPTED_FLAG for info in files):
        raise ArchiveError("archive.encrypted", "the zip is protected by a password")
    if sum(info.file_size for info in files) > MAX_TOTAL_BYTES:
        raise _too_large()


def _too_large() -> ArchiveError:
    return ArchiveError(
        "archive.too_large",
        "unpacked, the zip is larger than {limit} MB",
        limit=MAX_TOTAL_BYTES // 2**20,
    )


def _entries(files: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    for info in files:
        parts = [part for part in _name(info).replace("\\", "/").split("/") if part]
        if parts and not any(_is_system_file(part) for part in parts):
            yield Entry(tuple(parts[:-1]), parts[-1], info)


def _is_system_file(part: str) -> bool:
    return part.startswith(".") or part.lower() in SYSTEM_FILES


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name in composed Unicode.

    Without the UTF-8 flag the standard says code page 437, and Python decodes so; Korean Windows
    writes code page 949 there, and some tools UTF-8.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF8_FLAG:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "cp949"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFKC", name)


def _without_outer_folder(entries: list[Entry]) -> list[Entry]:
    """Drop the folder that wraps everything, if the classes are folders inside it."""
    outermost = {entry.folders[:1] for entry in entries}
    wrapped = len(outermost) == 1 and any(len(entry.folders) > 1 for entry in entries)
    if not wrapped:
        return entries
    return [Entry(entry.folders[1:], entry.name, entry.info) for entry in entries]
