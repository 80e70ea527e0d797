"""Places for files: what is given there is taken in once, and let go of."""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.errors import ConvScopeError
from ui.frame import frame
from ui.session.state import Kept, Maybe
from ui.words import Words


@dataclass(frozen=True)
class Place:
    """An uploader or a camera, by its name: a new and empty one each time that it was emptied."""

    name: str

    @property
    def key(self) -> str:
        """The key of the widget."""
        return f"{self.name}_{self._emptied.get()}"

    def say(self, words: Words) -> None:
        """Say, once, why something was not taken."""
        refusal = self._refusal.take()
        if refusal is not None:
            frame.say(words, refusal)

    def renew(self, refusal: ConvScopeError | None = None) -> None:
        """Let the next run, whatever begins it, have an empty place; a refusal is said there."""
        self._refusal.set(None if refusal is None else refusal.bare())
        self._emptied.set(self._emptied.get() + 1)

    def empty(self, refusal: ConvScopeError | None = None) -> NoReturn:
        """Do what `renew` does, and begin that run."""
        self.renew(refusal)
        st.rerun()

    @property
    def _refusal(self) -> Maybe[ConvScopeError | None]:
        return Maybe(f"{self.name}_refusal")

    @property
    def _emptied(self) -> Kept[int]:
        return Kept(f"{self.name}_emptied", int)


def let_go(file: UploadedFile) -> None:
    """Forget a file that was taken in: Streamlit would keep it as long as the browser is there.

    From now on it counts as removed by the reader. A run that ends before it has taken a file in
    leaves it to the next one.
    """
    context = get_script_run_ctx()
    assert context is not None  # a page runs: it has the file
    files = context.uploaded_file_mgr
    files.remove_file(context.session_id, file.file_id)  # pyright: ignore[reportAttributeAccessIssue]
