"""Where photos of the web come from, and what the licences named there allow.

https://creativecommons.org/share-your-work/cclicenses/
"""

import re
from types import MappingProxyType

SOURCES = ("inaturalist", "openverse", "commons", "bing")  # `core.crawling` asks these
UNKNOWN = "unknown"
NAMES = (  # as sources write them, in the order in which they are looked for
    (r"own$", "own"),
    (r"(cc[- ]?0|cc[- ]zero)\b", "cc0"),
    (r"(pdm|public domain)\b", "pdm"),
    (r"(cc[- ])?by[- ]nc[- ]nd\b", "by-nc-nd"),
    (r"(cc[- ])?by[- ]nc[- ]sa\b", "by-nc-sa"),
    (r"(cc[- ])?by[- ]nc\b", "by-nc"),
    (r"(cc[- ])?by[- ]nd\b", "by-nd"),
    (r"(cc[- ])?by[- ]sa\b", "by-sa"),
    (r"(cc[- ])?by\b", "by"),
)
KEPT_BACK = MappingProxyType(  # licence: why a photo under it is not passed on
    {
        UNKNOWN: "licence.not_known",
        "by-nd": "licence.no_changes",  # a smaller JPEG is a changed one
        "by-nc-nd": "licence.no_changes",
        "by-nc": "licence.not_commercial",  # who takes the photos may use them for anything
        "by-nc-sa": "licence.not_commercial",
    }
)


def licence(named: str) -> str:
    """Return a licence by one name, ``by-sa`` for “CC BY-SA 4.0”; ``unknown`` if it is none.

    ``own`` is a photo of the reader's.
    """
    written = named.strip().lower()
    return next((name for pattern, name in NAMES if re.match(pattern, written)), UNKNOWN)


def kept_back(named: str) -> str | None:
    """Return the reason why a photo under this licence is not passed on, or None if it may be."""
    return KEPT_BACK.get(licence(named))
