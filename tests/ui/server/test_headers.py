"""What a browser is told it may do with our pages."""

import base64
import hashlib

import pytest

from core.host import settings
from tests.ui.server.asgi import answers, ask, scope_of
from ui.server.headers import SafeHeaders, policy


def headers():
    sent = ask(SafeHeaders(answers), scope_of())
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def rules(text):
    return dict(rule.split(" ", 1) for rule in text.split("; "))


def test_every_response_says_it():
    told = headers()
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert "camera=(self)" in told["permissions-policy"]
    assert rules(told["content-security-policy"])["object-src"] == "'none'"


def test_scripts_are_ours_or_named_by_their_hash():
    sources = rules(policy(["a = 1"], "'self'"))["script-src"].split()
    digest = base64.b64encode(hashlib.sha256(b"a = 1").digest()).decode()
    assert sources == ["'self'", "blob:", f"'sha256-{digest}'"]
    assert "unsafe" not in rules(headers()["content-security-policy"])["script-src"]


def test_the_host_says_who_may_show_the_app_in_a_frame(monkeypatch):
    assert rules(headers()["content-security-policy"])["frame-ancestors"] == "'self'"
    monkeypatch.setenv("CONVSCOPE_FRAME_ANCESTORS", "'self' https://learn.example.org")
    assert headers()["content-security-policy"].endswith("'self' https://learn.example.org")


@pytest.mark.parametrize("told", ["*; script-src *", "a\r\nset-cookie: b=c", "한글", "a, b"])
def test_what_could_be_another_rule_is_refused(monkeypatch, told):
    monkeypatch.setenv("CONVSCOPE_FRAME_ANCESTORS", told)
    with pytest.raises(ValueError, match="CONVSCOPE_FRAME_ANCESTORS"):
        settings.check()
