"""Whatever an address is, asking for it ends in a refusal or an answer, and in no other error."""

import socket
from contextlib import nullcontext
from http.client import HTTPException
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from urllib3.exceptions import LocationParseError

from core.crawling import CrawlError, Policy
from core.crawling.addresses import Gate
from core.crawling.download import Fetcher, session

POLICY = Policy()
TEXT = st.text() | st.text("[]:@%/\\.?#0a\ud800\0 ü")
ADDRESSES = TEXT | st.builds("{}://{}".format, st.sampled_from(["http", "https"]), TEXT)


def nowhere(host, port):
    raise socket.gaierror(socket.EAI_NONAME, "no such host")


def refused(asked):
    with pytest.raises(CrawlError) as refusal:
        Fetcher(asked, POLICY).photo("http://host.example/")
    return refusal.value.reason


@given(ADDRESSES)
@example("http://[::1/a.jpg")
@example("http://[fe80%eth0]/")
@example("http://a:99999999/")
@example("http://" + "a" * 70 + ".example/")
@example("http://.a..b/")
@example("http://host.example/\ud800")
def test_any_address_is_refused_in_words(url):
    with pytest.raises(CrawlError) as refusal:
        Fetcher(session(POLICY, Gate(resolve=nowhere)), POLICY).photo(url)
    assert refusal.value.reason in ("crawl.address", "crawl.unreachable")


@given(ADDRESSES)
@example("http://[::1/a.jpg")
@example("//[/")
def test_an_answer_that_leads_to_any_address_is_refused_in_words(url):
    class Leading:
        """Leads on to the address; what it is asked then, the network is asked."""

        def get(self, asked, **how):
            if asked == "http://host.example/":
                moved = SimpleNamespace(status_code=302, headers={"Location": url})
                return nullcontext(moved)
            return session(POLICY, Gate(resolve=nowhere)).get(asked, **how)

    assert refused(Leading()) in ("crawl.address", "crawl.unreachable", "crawl.redirects")


@pytest.mark.parametrize(
    "error", [UnicodeError("label too long"), LocationParseError("a"), HTTPException("a")]
)
def test_what_lies_below_may_dislike_an_address_in_its_own_words(error):
    class Disliking:
        def get(self, asked, **how):
            raise error

    assert refused(Disliking()) == "crawl.address"
