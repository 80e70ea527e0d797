"""How a call is refused."""

import pytest

from core.errors import ConvScopeError


def reason(call, *args, **kwargs):
    """Return the reason for which a call is refused; it comes with a sentence."""
    with pytest.raises(ConvScopeError) as refused:
        call(*args, **kwargs)
    assert str(refused.value)
    return refused.value.reason
