"""No socket is opened to an address that is not public."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.crawling import CrawlError, Policy
from core.crawling.addresses import Gate, GuardedAdapter, is_public, resolve
from core.crawling.download import Fetcher, session
from tests.core.crawling.rig import Rig

PRIVATE = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15"),
    *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32"),
]
PRIVATE_6 = [
    *("::/128", "::1/128", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64"),
    *("2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10", "ff00::/8"),
]


def within(networks):
    return st.sampled_from([ipaddress.ip_network(text) for text in networks]).flatmap(
        lambda network: st.integers(0, network.num_addresses - 1).map(
            lambda number: str(network[number])
        )
    )


@given(within(PRIVATE + PRIVATE_6))
def test_nothing_of_a_special_network_is_public(address):
    assert not is_public(address)


@given(within(PRIVATE))
def test_no_ipv6_form_of_a_private_address_is_public(address):
    number = int(ipaddress.ip_address(address))
    for form in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert not is_public(str(ipaddress.IPv6Address(form)))


@pytest.mark.parametrize("address", ["1.1.1.1", "198.35.26.112", "2620:0:862:ed1a::2:b"])
def test_servers_of_the_internet_are_public(address):
    assert is_public(address)


@given(st.ip_addresses(v=4).filter(lambda ip: not ip.is_global))
def test_nothing_that_python_calls_special_is_public(ip):
    assert not is_public(str(ip))


@pytest.mark.parametrize("text", ["", "localhost", "fe80::1%eth0", "127.1", "300.1.1.1"])
def test_what_is_no_address_is_not_public(text):
    assert not is_public(text)


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("127.0.0.1", 80),
        ("localhost", 80),
        ("127.1", 80),
        ("2130706433", 80),
        ("0x7f000001", 80),
        ("::1", 80),
        ("1.1.1.1", 22),
    ],
)
def test_by_default_nothing_inside_is_connected_to(host, port):
    with pytest.raises(CrawlError) as refusal:
        Gate().addresses(host, port)
    assert refusal.value.reason == "crawl.address"


@pytest.mark.parametrize("port", [80, 443])
def test_public_servers_are_connected_to_at_the_ports_of_the_web(port):
    asked = []
    gate = Gate(resolve=lambda *place: asked.append(place) or ["1.1.1.1", "2620:0:862:ed1a::1"])
    assert gate.addresses("photos.example", port) == ["1.1.1.1", "2620:0:862:ed1a::1"]
    assert asked == [("photos.example", port)]


@pytest.mark.parametrize(("scheme", "port"), [("http", 80), ("https", 443)])
def test_every_socket_goes_through_the_gate(scheme, port):
    """Fails loudly when requests or urllib3 change: see `addresses._lead_through`."""
    asked = []
    gate = Gate(resolve=lambda *place: asked.append(place) or ["10.0.0.1"])
    opened = session(Policy(), gate)
    assert isinstance(opened.get_adapter(f"{scheme}://photos.example/1.jpg"), GuardedAdapter)
    with pytest.raises(CrawlError) as refusal:
        Fetcher(opened, Policy()).photo(f"{scheme}://photos.example/1.jpg")
    assert asked == [("photos.example", port)]
    assert refusal.value.reason == "crawl.address"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_nobody_knows_cannot_be_reached(scheme):
    def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(CrawlError, match=r"photos\.example") as refusal:
        Fetcher(session(Policy(), Gate(resolve=unknown)), Policy()).photo(
            f"{scheme}://photos.example/1.jpg"
        )
    assert refusal.value.reason == "crawl.unreachable"
    assert refusal.value.values == {"host": "photos.example"}


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "a..example"])
def test_what_cannot_be_a_name_is_one_that_nobody_knows(host):
    with pytest.raises(socket.gaierror):
        resolve(host, 80)


def test_proxies_and_passwords_of_the_hosts_account_are_not_used(monkeypatch, tmp_path):
    rig = Rig()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login host password secret")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{rig.secret.server_port}")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    try:
        policy = Policy(mirror=rig.address)
        fetched = Fetcher(session(policy), policy).photo(f"{rig.address}/photo/good/1")
        assert fetched.data.startswith(b"\xff\xd8")
        ((_, headers),) = rig.asked
        assert "Authorization" not in headers
        assert rig.secret.asked == []
    finally:
        rig.close()


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    gate = Gate(resolve=lambda host, port: ["1.1.1.1", "10.0.0.1"])
    with pytest.raises(CrawlError):
        gate.addresses("photos.example", 80)


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch):
    """A name that changes between two questions (rebinding) is only asked once."""
    answers = iter([["1.1.1.1"], ["127.0.0.1"]])
    tried = []

    def create_connection(address, timeout):
        tried.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    gate = Gate(resolve=lambda host, port: next(answers))
    with pytest.raises(CrawlError) as refusal:
        Fetcher(session(Policy(), gate), Policy()).photo("http://photos.example/1.jpg")
    assert refusal.value.reason == "crawl.unreachable"
    assert tried == [("1.1.1.1", 80)]


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/1.jpg", "http://", "http://[::1]/", "//x"]
)
def test_odd_addresses_are_refused(url):
    with pytest.raises(CrawlError) as refusal:
        Fetcher(session(Policy()), Policy()).photo(url)
    assert refusal.value.reason == "crawl.address"
