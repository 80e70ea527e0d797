"""One who sends the worst there is, every few seconds, from as many browsers as it likes."""

import asyncio
import random
import secrets
import socket
import struct
import zlib
from collections.abc import Callable, Coroutine
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.streamlit_client import Session

PAUSE = 3.0  # s between two attacks
LONGEST = 30.0  # s that an attack may take
HELD = 4.0  # s that silent connections are held


async def attack(address: str, end: float) -> int:
    """Begin an attack every few seconds until `end`; return how many there were."""
    loop, chance, begun = asyncio.get_running_loop(), random.Random(0), []
    while loop.time() < end:
        begun.append(asyncio.create_task(_try(chance.choice(ATTACKS), address)))
        await asyncio.sleep(PAUSE)
    await asyncio.gather(*begun)
    return len(begun)


async def _try(attacking: Callable[[str], Coroutine], address: str) -> None:
    with suppress(Exception):  # to be refused is what it is for
        await asyncio.wait_for(attacking(address), LONGEST)


async def clear_the_caches(address: str) -> None:
    message = BackMsg()
    message.clear_cache = True
    async with Session(address, "story") as session:
        await session.send(message.SerializeToString())


async def send_junk(address: str) -> None:
    async with Session(address, "pooling") as session:
        await session.send(secrets.token_bytes(1000))
        await session.send(bytes(15_000_000))


async def rerun_without_end(address: str) -> None:
    message = BackMsg()
    message.rerun_script.page_name = "feature_maps"
    async with Session(address, "feature_maps") as session:
        for _ in range(100):
            await session.send(message.SerializeToString())


async def upload_much(address: str) -> None:
    async with Session(address, "story") as session:
        for _ in range(4):
            await asyncio.to_thread(session.upload_unasked, bytes(30_000_000))


async def upload_a_bomb(address: str) -> None:
    async with Session(address, "convolution") as session:
        source = next(key for key in session.widgets if key.startswith("photo_source."))
        await session.choose(source, 1)
        place = next(key for key in session.widgets if key.startswith("photo_upload_"))
        await session.give(place, "bomb.png", png(40_000_000, 1))


async def be_silent(address: str) -> None:
    host, port = urlsplit(address).hostname, urlsplit(address).port
    with ExitStack() as connections:
        for _ in range(500):
            connections.enter_context(socket.create_connection((host, port), 5))
        await asyncio.sleep(HELD)


async def ask_without_end(address: str) -> None:
    def ask() -> None:
        with requests.Session() as client:
            for _ in range(500):
                client.get(f"{address}/_stcore/health", timeout=5)

    await asyncio.to_thread(ask)


ATTACKS = (
    clear_the_caches,
    send_junk,
    rerun_without_end,
    upload_much,
    upload_a_bomb,
    be_silent,
    ask_without_end,
)


def png(width: int, height: int) -> bytes:
    """Return a PNG of one colour, made without the picture in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    packed = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    data = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, each) for kind, each in chunks)
