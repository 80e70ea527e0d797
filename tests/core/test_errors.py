import pickle

from core.errors import ConvScopeError
from core.photos.images import ImageError


def test_a_refusal_crosses_process_borders_whole():
    refusal = ImageError("image.truncated", "{n} bytes {braces}", n=3, braces="{}")
    copy = pickle.loads(pickle.dumps(refusal))
    assert isinstance(copy, ImageError)
    assert isinstance(copy, ConvScopeError)
    assert (copy.reason, copy.values, str(copy)) == (refusal.reason, refusal.values, "3 bytes {}")
