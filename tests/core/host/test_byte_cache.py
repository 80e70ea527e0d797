from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from core.host.byte_cache import ByteCache


def fill(cache, key, size=1):
    return cache.get_or_make(key, lambda: b"x" * size, len)


def test_makes_once():
    cache, made = ByteCache(10), []
    for _ in range(3):
        assert cache.get_or_make("a", lambda: made.append(1) or "aa", len) == "aa"
    assert made == [1]


def test_forgets_what_was_used_longest_ago():
    cache = ByteCache(2)
    for key in ("a", "b", "a", "c"):
        fill(cache, key)
    assert "a" in cache
    assert "b" not in cache


def test_what_is_larger_than_the_limit_is_returned_but_not_kept():
    cache = ByteCache(2)
    assert fill(cache, "a", size=3) == b"xxx"
    assert cache.size == 0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 8))))
def test_never_exceeds_its_limit(uses):
    cache = ByteCache(10)
    for key, size in uses:
        fill(cache, key, size)
        assert 0 <= cache.size <= 10


def test_threads_keep_the_count():
    cache = ByteCache(50)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda i: fill(cache, i % 70), range(2000)))
    assert cache.size == sum(key in cache for key in range(70)) == 50
