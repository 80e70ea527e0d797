"""What a session keeps of its collecting has an end."""

from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st

    from core.datasets import Collection, DatasetError, Rejected
    from ui.lessons.collect import state

    for number in range(state.STEPS + 5):
        state.change(lambda now, n=number: Collection().named(f"cat {n}"))
    st.session_state["undone"] = 0
    while state.can_undo():
        state.undo()
        st.session_state["undone"] += 1
    error = DatasetError("dataset.duplicate", "the same photo is there already")
    for number in range(state.MOST_REFUSED + 5):
        state.refused().append(Rejected(str(number), error))
    st.session_state["refused"] = [each.file_name for each in state.refused()]
    st.session_state["most"] = state.STEPS, state.MOST_REFUSED


def test_steps_and_refused_files_have_an_end_and_the_last_ones_stay(own_state):
    page = AppTest.from_function(script, default_timeout=60)
    page.session_state["reader_token"] = "p" * 43
    page.run()
    assert not page.exception
    steps, most = page.session_state["most"]
    assert page.session_state["undone"] == steps
    assert page.session_state["refused"] == [str(number) for number in range(5, most + 5)]
