"""JPEG files that hold a picture and nothing else: no EXIF, no comment, nothing after its end.

Such a file may be kept as it came; any other one is written anew. ITU-T T.81, annex B.
"""

import re

START = bytes.fromhex("ffd8 ffe0 0010") + b"JFIF\0" + bytes.fromhex("0101 00 0001 0001 0000")
TABLES_AND_FRAME = {0xDB, 0xC4, 0xC0}  # quantisation, Huffman, baseline frame
SCAN = 0xDA
END = b"\xff\xd9"
UNEXPECTED = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # in compressed data: no stuffing, no restart


def is_plain(data: bytes) -> bool:
    """Say whether `data` has a JFIF header without thumbnail, tables, one baseline scan, the end.

    Whether the scan can be decoded is not looked at.
    """
    if not data.startswith(START):
        return False
    at = len(START)
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2]:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        at += 2 + length
        if marker == SCAN:
            return data.endswith(END) and not UNEXPECTED.search(data, at, len(data) - len(END))
        if marker not in TABLES_AND_FRAME:
            return False
    return False
