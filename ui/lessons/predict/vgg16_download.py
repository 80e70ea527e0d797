"""The download of VGG16's own classifier: one for all who ask, followed by all who look."""

import streamlit as st

from core.jobs import Job
from core.networks import shared_download, vgg16_imagenet
from ui.frame import frame
from ui.session.reader import reader
from ui.words import Words


def require_vgg16(words: Words) -> None:
    """Offer and follow the download where the weights are not there yet; end the page if so."""
    if vgg16_imagenet.weights().is_there():
        return
    st.info(words("vgg16.absent"), icon=":material/download:")
    _follow(words)
    raise frame.RefusedError


def _follow(words: Words) -> None:
    """Draw how the download goes on; while it is live, once a second."""
    live = _is_live(shared_download().attach())

    @st.fragment(run_every=1 if live else None)
    def progress() -> None:
        job = shared_download().attach()
        if live and not _is_live(job):
            st.rerun()
        if job is not None and job.live:
            _draw_progress(words)
        else:
            _say_end(words, job)

    progress()


def _is_live(job: Job | None) -> bool:
    return job is not None and job.live


def _draw_progress(words: Words) -> None:
    arrived = shared_download().arrived()
    is_all = arrived.done == arrived.total
    done, total = arrived.done // 2**20, arrived.total // 2**20
    text = words("vgg16.checking") if is_all else words("vgg16.arrived", done=done, total=total)
    st.progress(arrived.done / arrived.total, text=text)
    if shared_download().waits(reader()):
        st.button(
            words("vgg16.leave"),
            key="vgg16_leave",
            icon=":material/stop:",
            on_click=shared_download().leave,
            args=(reader(),),
        )
    else:
        _offer(words, "wait")


def _say_end(words: Words, job: Job | None) -> None:
    """Say why there is no download, and offer one."""
    failure = shared_download().failure()
    if job is not None and job.state == "failed" and failure is not None:
        st.error(words("vgg16.failed", why=words.error(failure.error)), icon=":material/error:")
    elif job is not None and job.state in ("cancelled", "interrupted"):
        st.caption(words(f"vgg16.{job.state}"))
    _offer(words, "download" if job is None else "again")


def _offer(words: Words, label: str) -> None:
    st.button(
        words(f"vgg16.{label}"),
        key="vgg16_ask",
        on_click=frame.attempt,
        args=(words, shared_download().ask, reader()),
    )
