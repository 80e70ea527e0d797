"""Names, requests and what the host sets."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crawling import CrawlError, CrawlRequest, offered, policy
from core.crawling.names import distinct, name
from core.photos.licences import SOURCES


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  red   fox ", "red fox"),
        ("고양이", "고양이"),
        (unicodedata.normalize("NFD", "고양이"), "고양이"),
        ("곰", "곰"),
        ("猫", "猫"),
        ("カピバラ", "カピバラ"),
        ("Steller’s sea-eagle", "Steller's sea-eagle"),
        ("café", "café"),
        ("Ｆｏｘ", "Fox"),
        ("गाय", "गाय"),
    ],
)
def test_names_of_animals_are_taken(typed, shown):
    assert name(typed) == shown


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("a", "length"),
        ("a" * 41, "length"),
        ("..", "characters"),
        ("../etc", "characters"),
        ("cat/dog", "characters"),
        ("cat\\dog", "characters"),
        ("cat\0dog", "characters"),
        ("cat\u202edog", "characters"),
        ("cat\u200bdog", "characters"),
        ("cat&adlt=off", "characters"),
        ("cat#", "characters"),
        ("<b>cat", "characters"),
        ("-rf", "characters"),
        ("cat 2", "characters"),
        ("сat", "scripts"),
        ("고양이 cat", "scripts"),
    ],
)
def test_other_names_are_refused(typed, reason):
    with pytest.raises(CrawlError) as refusal:
        name(typed)
    assert refusal.value.reason == f"crawl.name_{reason}"


@given(st.text(max_size=60))
def test_a_name_is_refused_or_harmless_and_stable(typed):
    try:
        taken = name(typed)
    except CrawlError:
        return
    assert name(taken) == taken
    assert not set(taken) & set('/\\.:*?"<>|&#%=\0\n\r\t$`;')
    assert len(taken) <= 40
    assert taken[0].isalpha()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (["cat"], "crawl.class_count"),
        (list("곰말양소개닭"), "crawl.class_count"),
        (["Cat", "cat"], "crawl.same_name"),
        (["cat", "ＣＡＴ"], "crawl.same_name"),
    ],
)
def test_names_are_as_many_as_asked_for_up_to_five_and_distinct(typed, reason):
    with pytest.raises(CrawlError) as refusal:
        distinct(typed, fewest=2)
    assert refusal.value.reason == reason


def test_as_many_names_as_may_be():
    assert distinct(["one", "two"], fewest=2) == ("one", "two")
    assert distinct(list("곰말양소개"), fewest=2) == tuple("곰말양소개")
    assert distinct(["alone"], fewest=1) == ("alone",)


def test_equal_searches_are_one_crawl_whatever_the_label():
    key = CrawlRequest("bing", "여우", "red fox", 20).key
    assert CrawlRequest("bing", "fox", "Red  Fox", 20).key == key
    assert CrawlRequest("bing", "fox", "red fox", 21).key != key
    assert CrawlRequest("commons", "fox", "red fox", 20).key != key
    assert len(key) == 64


@pytest.mark.parametrize(
    ("source", "words", "count", "reason"),
    [
        ("google", "fox", 20, "crawl.source"),
        ("bing", "fox", 1, "crawl.count"),
        ("bing", "fox", 81, "crawl.count"),
        ("bing", "a&b", 20, "crawl.name_characters"),
    ],
)
def test_a_request_is_checked(source, words, count, reason):
    with pytest.raises(CrawlError) as refusal:
        CrawlRequest(source, "fox", words, count)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("said", "sources"),
    [("", SOURCES), (" Commons , bing", ("commons", "bing")), ("none", ()), ("google", ())],
)
def test_the_host_chooses_the_sources(monkeypatch, said, sources):
    monkeypatch.setenv("CONVSCOPE_SOURCES", said)
    assert offered() == sources


def test_the_host_gives_a_contact_and_a_key(monkeypatch):
    monkeypatch.setenv("CONVSCOPE_CONTACT", "host@example.org")
    monkeypatch.setenv("CONVSCOPE_OPENVERSE_KEY", "token")
    assert (policy().contact, policy().openverse_key) == ("host@example.org", "token")
