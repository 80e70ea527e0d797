"""ConvScope: the cover, a map of the course with the reader's progress."""

import streamlit as st

from core.host import assets
from ui import course
from ui.frame import forgetting, frame
from ui.session.state import DONE

STRIP = ("photo", "edges", "early", "late", "heat")  # made by scripts/make_cover.py

with frame.cover() as words:
    st.title(words("cover.title"), anchor=False)
    st.markdown(words("cover.lead"))
    done = DONE.get()
    following = next((slug for slug in course.BUILT if slug not in done), course.BUILT[0])
    label = words("cover.continue", title=words(f"{following}.title"))
    with st.container(key="start"):
        st.page_link(
            f"pages/{following}.py",
            label=label if done else words("cover.start"),
            icon=":material/play_arrow:",
        )
    with st.grid(min_column_width=150, key="cover_strip"):
        for name in STRIP:
            with st.container(gap=None):
                said = words(f"cover.strip.{name}")
                st.image(assets.path(f"cover/{name}.jpg"), width="stretch", alt=said)
                st.caption(said)
    st.header(words("cover.map"), anchor=False)
    for section, slugs in course.SECTIONS.items():
        st.subheader(words(f"section.{section}"), anchor=False)
        with st.grid(min_column_width=240, key=f"map_{section}"):
            for slug in slugs:
                with st.container(border=True, height="stretch", key=f"card_{slug}"):
                    frame.lesson_link(slug, words)
                    st.caption(words(f"{slug}.summary"))
    forgetting.draw(words)
