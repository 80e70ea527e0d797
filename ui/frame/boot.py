"""What the web process does once, when the first page is asked for."""

import gc
import importlib
import os

import streamlit as st
from threadpoolctl import threadpool_limits

from core import inference
from core.crawling import shared_desk
from core.datasets import shared_workshop
from core.jobs import workers
from ui.session import session_folder

HEAVY = ("pandas", "plotly.graph_objects", "cv2", "PIL.Image", "imagehash", "scipy.fftpack")


@st.cache_resource(show_spinner=False)
def boot() -> None:
    """Import what pages need, start warming the worker, and take all of it out of collections.

    Streamlit collects the whole heap after every rerun; frozen objects are not walked, which makes
    a slider several times faster. Not while developing: a hot reload would keep the old modules.
    """
    for name in HEAVY:
        importlib.import_module(name)
    threadpool_limits(1, "blas")  # many sessions with a thread a core each wait for one another
    session_folder.sweep()
    shared_workshop().sweep()
    shared_desk().sweep()
    if os.environ.get("CONVSCOPE_WARM", "1") == "1":
        workers.submit(inference.warm)
    if os.environ.get("CONVSCOPE_DEV") != "1":
        gc.collect()
        gc.freeze()
