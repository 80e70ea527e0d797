"""Thirty people who walk through all lessons, move, upload, sleep, and train."""

import asyncio
import io
import random
import secrets
from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
from PIL import Image

from benchmarks.streamlit_client import Session
from ui.course import LESSONS
from ui.session.reader import COOKIE

THINKING = 2.0  # s, mean between two acts of a person
ASLEEP = (2.0, 20.0)  # s
UPLOADING, SWITCHING, SLEEPING, TRAINING = 0.05, 0.05, 0.01, 0.002  # shares of acts; others move
LIGHT = ("convolution", "channels", "padding_stride", "pooling", "augment", "story")  # NumPy alone


@dataclass
class Told:
    """What has happened: seconds by lesson and act, errors in words, who has uploaded."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    uploaded: set[str] = field(default_factory=set)  # cookies
    trainings: int = 0


class Person:
    """One who works until the time is over; the cookie stays, the session may not."""

    def __init__(self, address: str, number: int, told: Told):
        self._address, self._told = address, told
        self._chance = random.Random(number)
        self._token = secrets.token_urlsafe(32)
        self._page = self._chance.choice(LESSONS)

    async def work(self, end: float) -> None:
        """Come, act, sleep and come again until `end`, on the clock of the loop."""
        loop = asyncio.get_running_loop()
        while loop.time() < end:
            try:
                await self._visit(end)
            except Exception as error:  # whatever it is, it counts
                self._told.errors.append(f"{self._page}: {type(error).__name__} {error}")
            await asyncio.sleep(self._chance.uniform(*ASLEEP))

    async def _visit(self, end: float) -> None:
        loop, cookie = asyncio.get_running_loop(), f"{COOKIE}={self._token}"
        async with Session(self._address, self._page, cookie) as session:
            while loop.time() < end:
                await asyncio.sleep(self._chance.expovariate(1 / THINKING))
                act = self._chance.random()
                if act < SLEEPING:
                    return
                await self._act(session, act - SLEEPING)
            self._told.errors += ["a traceback"] * session.exceptions

    async def _act(self, session: Session, act: float) -> None:
        if act < SWITCHING:
            self._page = self._chance.choice(LESSONS)
            self._note("open", await session.visit(self._page))
        elif act < SWITCHING + UPLOADING:
            await self._upload(session)
        elif act < SWITCHING + UPLOADING + TRAINING and "train_start" in session.widgets:
            self._note("train", await session.click("train_start"))
            self._told.trainings += 1
        else:
            await self._move(session)

    async def _move(self, session: Session) -> None:
        sliders = [key for key, each in session.widgets.items() if _is_slider(each)]
        if not sliders:
            return
        key = self._chance.choice(sliders)
        widget = session.widgets[key]
        steps = round((widget.max - widget.min) / widget.step)
        value = widget.min + self._chance.randint(0, steps) * widget.step
        self._note("move", await session.slide(key, value))

    async def _upload(self, session: Session) -> None:
        source = next((key for key in session.widgets if key.startswith("photo_source.")), None)
        if source is None:
            return
        await session.choose(source, 1)
        place = next((key for key in session.widgets if key.startswith("photo_upload_")), None)
        if place is None:
            return
        self._note("upload", await session.give(place, "photo.jpg", a_photo(self._chance)))
        self._told.uploaded.add(self._token)

    def _note(self, what: str, seconds: float) -> None:
        self._told.seconds[self._page, what].append(seconds)


def _is_slider(widget) -> bool:
    return type(widget).__name__ == "Slider" and not widget.options and widget.step > 0


def a_photo(chance: random.Random) -> bytes:
    """Return a JPEG of 3 megapixels, as a phone's after it was made smaller."""
    coarse = np.random.default_rng(chance.randrange(2**32)).integers(0, 256, (30, 40, 3), np.uint8)
    file = io.BytesIO()
    Image.fromarray(coarse).resize((2000, 1500)).save(file, "JPEG", quality=85)
    return file.getvalue()
