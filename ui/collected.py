"""What has been collected: photos by class as they arrive, counts in words, and the credits."""

from collections import Counter
from pathlib import Path

import streamlit as st

from core import photo_store
from core.collection import UNEVEN, Collected
from core.crawling.desk import desk
from core.crawling.request import CrawlRequest
from core.errors import ConvScopeError
from core.jobs import Job
from ui import collecting
from ui.gallery import picture_address
from ui.photo_wall import WallPhoto, photo_wall
from ui.pictures import square
from ui.session_folder import session_folder
from ui.words import Words, plain

SIDE = 80  # of a thumbnail, pixels


def follow(words: Words) -> None:
    """Draw the photos; while crawls are live, once a second."""
    collecting.take_arrived()
    if collecting.live():
        _arriving(words)
    else:
        _draw(words, running=False)


@st.fragment(run_every=1)
def _arriving(words: Words) -> None:
    collecting.take_arrived()
    if not collecting.live():
        st.rerun()
    _draw(words, running=True)


def _draw(words: Words, *, running: bool) -> None:
    collection, crawls = collecting.collection(), collecting.crawls()
    names = list(dict.fromkeys([*collection.class_names, *crawls]))
    if not names:
        st.info(words.section("empty"), icon=":material/photo_library:")
        return
    with st.container(horizontal=True, key="collect_tools"):
        if running:
            st.button(words("cancel"), icon=":material/stop:", on_click=collecting.cancel)
        if collecting.can_undo():
            st.button(words("undo"), icon=":material/undo:", on_click=collecting.undo)
        if collecting.can_redo():
            st.button(words("redo"), icon=":material/redo:", on_click=collecting.redo)
    for name in names:
        photos = [photo for photo in collection.photos if photo.class_name == name]
        with st.container(border=True, gap="small"):
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                st.markdown(f"**{plain(name)}** · {words('photos', count=len(photos))}")
                st.button(
                    words("drop"),
                    key=f"collect_drop_{name}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=collecting.drop,
                    args=(name,),
                )
            if name in crawls:
                _say_crawl(words, crawls[name], len(photos))
            if photos:
                _wall(words, name, photos, names)


def _say_crawl(words: Words, request: CrawlRequest, have: int) -> None:
    job = collecting.job(request)
    if job is None:
        return
    events = desk().events(job.key)
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


def _wall(words: Words, name: str, photos: list[Collected], names: list[str]) -> None:
    shown = [WallPhoto(photo.hash, _address(photo.hash, session_folder())) for photo in photos]
    others = [other for other in names if other != name]
    photo_wall(words, name, shown, others, f"collect_wall_{name}", collecting.apply)


@st.cache_data(max_entries=2000, show_spinner=False)
def _address(photo: str, store: Path) -> str:
    return picture_address(square(photo_store.get(photo, store), SIDE), photo=True)


def say_balance(words: Words) -> None:
    """Say how even the classes are, or what is missing to learn from them."""
    collection = collecting.collection()
    counts = collection.counts
    if not collection.ready:
        st.caption(words("not_ready"))
        return
    least, most = min(counts, key=counts.get), max(counts, key=counts.get)
    values = {"least": plain(least), "most": plain(most)}
    if collection.imbalance < UNEVEN:
        st.markdown(words("even", low=counts[least], high=counts[most]))
    else:
        times = collection.imbalance
        st.warning(words("uneven", times=times, **values), icon=":material/balance:")
