"""JSON that others wrote: a damaged file, a browser, a server of photos."""

import json


def parsed(text: str | bytes) -> object:
    """Return what a text of JSON says.

    Raises
    ------
    ValueError
        When it is none, also when it is nested more deeply than Python can follow.

    >>> parsed('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("JSON that is nested too deeply") from None
