"""Zip files of photos, one folder a class, as people make them on Windows, macOS and phones.

Names in the archive become class names and file names to show, never paths.
"""

import io
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from core.errors import ConvScopeError
from core.photos.images import MAX_BYTES

MAX_ENTRIES = 1000
MAX_TOTAL_BYTES = 500 * 2**20
MAX_RECORDS = 4 * MAX_ENTRIES  # folders and files of operating systems included
DIRECTORY_RECORD = b"PK\x01\x02"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # LZMA's header alone may claim 4 GB of memory
SYSTEM_FILES = ("__macosx", "thumbs.db", "desktop.ini")
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
)
UTF8_FLAG, ENCRYPTED_FLAG = 0x800, 0x1
UNIX_MODE = 16  # bits by which a file's mode is shifted in its attributes
PARENT = ".."
MANIFEST, CREDITS = "manifest.jsonl", "CREDITS.txt"  # beside the folders of an exported set


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

    Made by `open`.

    Attributes
    ----------
    entries
        What may be read.
    refused
        Names of links and of files that would lie outside the zip's own folder, and why.
    """

    def __init__(
        self,
        source: zipfile.ZipFile,
        inside: list[Entry],
        refused: list[tuple[str, ArchiveError]],
    ):
        self._zip, self._unpacked = source, 0
        self._beside = {entry.name: entry for entry in inside if _is_beside_photos(entry)}
        self.entries = [entry for entry in inside if not _is_beside_photos(entry)]
        self.refused = refused

    @classmethod
    def open(cls, data: bytes) -> Self:
        """Open a zip file, so far as reading what it declares; nothing is unpacked yet.

        Raises
        ------
        ArchiveError
            ``archive.not_a_zip``, ``archive.encrypted``, ``archive.compression``,
            ``archive.too_many_files`` or ``archive.too_large`` (declared sizes).
        """
        _require_few(data.count(DIRECTORY_RECORD), MAX_RECORDS)  # each costs memory when opened
        try:
            source = zipfile.ZipFile(io.BytesIO(data))
        except Exception as error:  # a damaged directory raises errors of many kinds
            raise ArchiveError("archive.not_a_zip", "this is not a zip file") from error
        files = [info for info in source.infolist() if not info.orig_filename.endswith("/")]
        _require_moderate(files)
        found = [(entry, _refusal(entry)) for entry in _entries(files)]
        refused = [(entry.name, error) for entry, error in found if error is not None]
        allowed = [entry for entry, error in found if error is None]
        return cls(source, _without_outer_folder(allowed), refused)

    @cached_property
    def manifest(self) -> str:
        """What ``manifest.jsonl`` beside the class folders says; empty if there is none."""
        return self._text(self._beside[MANIFEST]) if MANIFEST in self._beside else ""

    def read(self, entry: Entry) -> bytes:
        """Return an entry's bytes, at most one more than a photo may have.

        Raises
        ------
        ArchiveError
            ``archive.damaged_file``, ``archive.nested``, or ``archive.too_large`` when the
            entries turn out larger than they declare.
        """
        try:
            with self._zip.open(entry.info) as file:
                data = file.read(MAX_BYTES + 1)
        except Exception as error:  # as many kinds here
            raise ArchiveError("archive.damaged_file", "this file is damaged in the zip") from error
        self._unpacked += len(data)
        if self._unpacked > MAX_TOTAL_BYTES:
            raise _too_large()
        if data.startswith(ARCHIVES):
            raise ArchiveError("archive.nested", "an archive inside the zip is not opened")
        return data

    def _text(self, entry: Entry) -> str:
        try:
            return self.read(entry).decode(errors="replace")
        except ArchiveError:
            return ""  # the photos can be read without it


def _is_beside_photos(entry: Entry) -> bool:
    return not entry.folders and entry.name in (MANIFEST, CREDITS)


def _require_moderate(files: list[zipfile.ZipInfo]) -> None:
    _require_few(len(files), MAX_ENTRIES)
    if any(info.flag_bits & ENCRYPTED_FLAG for info in files):
        raise ArchiveError("archive.encrypted", "the zip is protected by a password")
    if any(info.compress_type not in METHODS for info in files):
        raise ArchiveError("archive.compression", "the zip is compressed in an unusual way")
    if sum(info.file_size for info in files) > MAX_TOTAL_BYTES:
        raise _too_large()


def _require_few(count: int, limit: int) -> None:
    if count > limit:
        raise ArchiveError(
            "archive.too_many_files",
            "the zip holds {count} files, at most {limit} are taken",
            count=count,
            limit=limit,
        )


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
    hidden = part.startswith(".") and part != PARENT
    return hidden or part.lower() in SYSTEM_FILES


def _refusal(entry: Entry) -> ArchiveError | None:
    if stat.S_ISLNK(entry.info.external_attr >> UNIX_MODE):
        return ArchiveError("archive.link", "a link to another file is not followed")
    if PARENT in (*entry.folders, entry.name) or _is_absolute(entry.info):
        return ArchiveError("archive.outside", "the name leads out of the zip")
    return None


def _is_absolute(info: zipfile.ZipInfo) -> bool:
    name = _name(info).replace("\\", "/")
    return name.startswith("/") or name[1:3] == ":/"


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
