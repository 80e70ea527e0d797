"""One sentence for what nobody foresaw, with a reference that the log has too."""

import logging
import os
import secrets

import streamlit as st

from core.errors import ConvScopeError
from ui import words
from ui.session.state import LANGUAGE

log = logging.getLogger(__name__)


def say(error: Exception) -> bool:
    """Say in the reader's language that something went wrong; return whether that is enough.

    A refusal that nothing nearer has said is said here. While developing (``CONVSCOPE_DEV=1``) the
    traceback is shown as well.
    """
    language = LANGUAGE.get()
    reader = words.load(language if language in words.LANGUAGES else "en")
    if isinstance(error, ConvScopeError):
        st.error(reader.error(error), icon=":material/error:")
        return True
    reference = secrets.token_hex(4)
    log.error("reference %s", reference, exc_info=error)
    st.error(reader("frame.unforeseen", reference=reference), icon=":material/error:")
    return os.environ.get("CONVSCOPE_DEV") != "1"
