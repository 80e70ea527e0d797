"""What has been collected, class by class, as it arrives."""

from collections import Counter
from html import escape

import streamlit as st

from core.crawling import CrawlRequest, shared_desk
from core.datasets import Collected
from core.errors import ConvScopeError
from core.jobs import Job
from ui.kit.stylesheet import stylesheet
from ui.lessons.collect import state, to_training
from ui.lessons.collect.getting import crawls
from ui.photos.stored import thumbnail
from ui.session.reader import folder
from ui.words import Words, plain

STRIP = 8  # photos: a row


def follow(words: Words) -> None:
    """Draw the classes; while crawls are live, once a second."""
    crawls.take_arrived()
    if crawls.live():
        _arriving(words)
    else:
        _draw(words, running=False)


@st.fragment(run_every=1)
def _arriving(words: Words) -> None:
    crawls.take_arrived()
    if not crawls.live():
        st.rerun()
    _draw(words, running=True)


def _draw(words: Words, *, running: bool) -> None:
    asked = crawls.crawls()
    names = list(dict.fromkeys([*state.collection().class_names, *asked]))
    if not names:
        st.info(words.section("empty"), icon=":material/photo_library:")
        return
    if running:
        st.button(words("cancel"), icon=":material/stop:", on_click=crawls.cancel)
    for name in names:
        with st.container(border=True, gap="small"):
            _draw_class(words, name, asked.get(name))
    states = {job.state for job in map(crawls.job, asked.values()) if job is not None}
    if "failed" in states:
        to_training.offer_bundled(words, "collect_instead", "secondary")


def _draw_class(words: Words, name: str, request: CrawlRequest | None) -> None:
    """Draw the photos of a class, and how far the crawl for more is, if there is one."""
    photos = [photo for photo in state.collection().photos if photo.class_name == name]
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.markdown(f"**{plain(name)}** · {words('photos', count=len(photos))}")
        st.button(
            words("drop"),
            key=f"collect_drop_{name}",
            icon=":material/delete:",
            type="tertiary",
            on_click=crawls.drop,
            args=(name,),
        )
    if request is not None:
        _say_crawl(words, request, len(photos))
    if photos:
        _strip(name, photos)


def _strip(name: str, photos: list[Collected]) -> None:
    """Draw a row with the newest photos; all of them stand further down."""
    numbered = list(enumerate(photos, start=1))
    pictures = "".join(
        f'<img src="{thumbnail(photo.hash, folder())}" alt="{escape(name)} {number}">'
        for number, photo in reversed(numbered[-STRIP:])
    )
    st.html(f'{stylesheet(__file__)}<div class="arrived">{pictures}</div>')


def _say_crawl(words: Words, request: CrawlRequest, have: int) -> None:
    job = crawls.job(request)
    if job is None:
        return
    events = shared_desk().events(job.key)
    if job.state == "queued":
        st.caption(words("queued", ahead=job.ahead))
    elif job.state == "running":
        text = words(
            "running", words=plain(request.words), source=words(f"source.{request.source}")
        )
        st.progress(min(1.0, have / request.count), text=text)
    else:
        _say_end(words, job, events, request)
    _say_rejected(words, events)


def _say_end(words: Words, job: Job, events: list[dict], request: CrawlRequest) -> None:
    """Say why a crawl ended, where that is not simply that all photos are here."""
    if job.state == "failed":
        last = events[-1]
        error = ConvScopeError.restored(last["reason"], last["message"], last["values"])
        why = words.error(error)
        st.warning(f"{why} {words('failed.instead')}", icon=":material/cloud_off:")
    elif job.state in ("cancelled", "interrupted"):
        st.caption(words("cancelled"))
    elif any(event.get("reason") == "crawl.exhausted" for event in events):
        st.caption(words("fewer", count=request.count))


def _say_rejected(words: Words, events: list[dict]) -> None:
    rejected = [event for event in events if event["kind"] == "rejected"]
    if not rejected:
        return
    counts = Counter(words(event["reason"], **event["values"]) for event in rejected)
    with st.popover(words("rejected", count=len(rejected)), type="tertiary"):
        for reason, count in counts.most_common():
            st.text(words("rejected.one", reason=reason, count=count))
