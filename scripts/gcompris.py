"""GCompris' photographs: files out of its resource collections, with the credit of each."""

import io
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from scripts.packages import read_rcc

PREFIX = "gcompris/src/activities/"
ACTIVITIES = ("categorization", "erase", "explore_farm_animals", "explore_world_animals")


@dataclass(frozen=True)
class Credit:
    """Who made a photo, and where it was published under which licence."""

    source: str
    licence: str
    creator: str
    title: str


class Photos:
    """The photos below ``/usr/share/gcompris-qt`` of Debian's gcompris-qt-data."""

    def __init__(self, share: Path):
        self._files = {}
        for activity in ACTIVITIES:
            self._files |= read_rcc(share / "gcompris-qt" / "rcc" / f"{activity}.rcc")

    def image(self, photo: str) -> Image.Image:
        """Return the photo at this path below the activities, in RGB."""
        return Image.open(io.BytesIO(self._files[PREFIX + photo])).convert("RGB")

    def credit(self, photo: str) -> Credit:
        """Return the credit in the README beside the photo: blocks of fields, then file names."""
        folder, _, file = photo.rpartition("/")
        readme = self._files[f"{PREFIX}{folder}/README"].decode()
        block = next(block for block in re.split(r"\n\s*\n", readme) if file in block.split())
        fields = dict(re.findall(r"^(Copyright|Source|License): *(.+)$", block, re.MULTILINE))
        page = unquote(fields["Source"]).rpartition("File:")[2]
        return Credit(
            source=fields["Source"],
            licence=fields["License"].replace("Domain", "domain"),
            creator=re.sub(r"^©( \d{4})? ", "", fields["Copyright"]),
            title=page.rpartition(".")[0].replace("_", " "),
        )
