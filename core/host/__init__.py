"""What the machine gives: settings, files that come with the app, room on its disk, memory."""

from core.host import assets, disk, files, json_text, process_limits, settings
from core.host.assets import Sample
from core.host.byte_cache import ByteCache
from core.host.claims import Claims
from core.host.disk import SpaceError
from core.host.once import made_once

__all__ = [
    "ByteCache",
    "Claims",
    "Sample",
    "SpaceError",
    "assets",
    "disk",
    "files",
    "json_text",
    "made_once",
    "process_limits",
    "settings",
]
