"""ConvScope: the server. The cover is `cover.py`, the lessons are in `pages/`."""

import runpy
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ui.server import lifecycle
from ui.server.crowd import Crowd
from ui.server.headers import SafeHeaders
from ui.server.messages import NeededMessages
from ui.server.reader_cookie import ReaderCookie
from ui.server.script_errors import say
from ui.server.uploads import UploadLimit

app = st.App(
    "cover.py",
    lifespan=lifecycle.lifespan,
    middleware=[
        Middleware(SafeHeaders),
        Middleware(Crowd),
        Middleware(ReaderCookie),
        Middleware(UploadLimit),
        Middleware(NeededMessages),
    ],
    on_script_error=say,
)

if get_script_run_ctx(suppress_warning=True) is not None:  # run as an ordinary script
    lifecycle.begin()
    runpy.run_path(str(Path(__file__).with_name("cover.py")))
