"""Reading files out of Debian packages and out of Qt's binary resource collections."""

import struct
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

COMPRESSED, FOLDER = 1, 2


def unpack_deb(package: Path, folder: Path) -> Path:
    """Unpack a .deb with Debian's own tool; return its /usr/share."""
    subprocess.run(["dpkg-deb", "--extract", package, folder], check=True)
    return folder / "usr" / "share"


def read_rcc(collection: Path) -> dict[str, bytes]:
    """Return the files in a Qt .rcc collection (format version 2 or 3) by their paths."""
    content = collection.read_bytes()
    magic, version, tree, data, names = struct.unpack_from(">4s4I", content)
    if magic != b"qres" or version < 2:
        raise ValueError(f"{collection} is not a Qt resource collection of version 2 or 3")
    return dict(_files(content, tree, data, names, node=0, prefix=""))


def _files(content, tree, data, names, node, prefix) -> Iterator[tuple[str, bytes]]:
    """Walk the tree below `node`: 22 bytes a node, two numbers of which depend on its kind."""
    name_at, flags, first, second = struct.unpack_from(">IHII", content, tree + 22 * node)
    if flags & FOLDER:
        here = f"{prefix}{_name(content, names + name_at)}/" if node else ""
        for child in range(second, second + first):
            yield from _files(content, tree, data, names, child, here)
    else:
        start = data + second
        (length,) = struct.unpack_from(">I", content, start)
        stored = content[start + 4 : start + 4 + length]
        # a compressed file begins with its length, four bytes, which zlib does not know
        file = zlib.decompress(stored[4:]) if flags & COMPRESSED else stored
        yield prefix + _name(content, names + name_at), file


def _name(content, at):
    """Return a name: its length in characters, a hash, then UTF-16."""
    (length,) = struct.unpack_from(">H", content, at)
    return content[at + 6 : at + 6 + 2 * length].decode("utf-16-be")
