"""JSON that others wrote is one kind of error where it is none."""

import pytest

from core.host.json_text import parsed


@pytest.mark.parametrize("text", ["", "{", "nan nan", b"\xff\xfe\n", "[" * 10**5, '{"a":' * 10**5])
def test_what_is_no_json_is_one_kind_of_error(text):
    with pytest.raises(ValueError, match=r"."):
        parsed(text)
