"""The metadata in Bing's pages of image results."""

import json
from collections.abc import Iterator


def metadata(content: bytes) -> Iterator[dict]:
    """Yield what Bing says of each image: ``murl`` is its address, ``purl`` the one of its page.

    icrawler's own parser cuts addresses out with a pattern that runs past all but ``.jpg``.
    """
    from bs4 import BeautifulSoup

    for link in BeautifulSoup(content, "lxml").select("div.imgpt a[m]"):
        try:
            says = json.loads(link["m"])
        except ValueError:
            continue  # an advertisement
        if isinstance(says, dict) and isinstance(says.get("murl"), str):
            yield says
