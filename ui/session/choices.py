"""A choice among options that are shown in words: what is kept is the option, never its label.

Streamlit's widgets send the shown label back. After a switch of the language a browser still holds
a label of the other one, which would then pass for the value. So each language has a widget of its
own, whose key says which, and the option stands apart from all of them under the plain key: it is
there before a widget is drawn, stays when the page is left, and nothing but an option gets there.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import streamlit as st

from ui.session.state import Maybe
from ui.words import Words

T = TypeVar("T")

FIRST: Any = object()  # the start of a choice that starts from its first option


def one(
    widget: Callable[..., Any],
    words: Words,
    label: str,
    options: Iterable[T],
    *,
    key: str,
    format_func: Callable[[T], str] = str,
    start: Any = FIRST,
    on_change: Callable[[], None] | None = None,
    **look: Any,
) -> T:
    """Draw the choice of one of `options` and return it.

    Parameters
    ----------
    widget
        Which one of Streamlit's draws it, such as ``st.selectbox``.
    key
        Of the option in the session.
    start
        The option at first; where it is None and None is no option, nothing is chosen at first.
    on_change
        Called before the rerun that another choice causes, when `key` has the new option.
    look
        What else the widget takes.
    """
    offered = list(options)
    first = offered[0] if start is FIRST else start
    kept, shown = Maybe[T](key), Maybe[T](_of_language(key, words))

    def fits(option: object) -> bool:
        return option in offered or (option is None and start is None)

    if not (kept.is_set() and fits(kept.get())):
        kept.set(first)
    widget(
        label,
        offered,
        key=shown.key,
        format_func=_labelling(offered, format_func),
        on_change=lambda: _take(kept, shown, fits, on_change),
        **_told(kept, shown, _starting(widget, offered, kept.get())),
        **({"required": True} if widget in (st.segmented_control, st.pills) else {}),
        **look,
    )
    return kept.get()  # type: ignore[return-value]  # it is one of the options


def several(
    words: Words,
    label: str,
    options: Iterable[T],
    *,
    key: str,
    max_selections: int,
    format_func: Callable[[T], str] = str,
    **look: Any,
) -> list[T]:
    """Draw the choice of at most so many of `options`, none at first; return them in its order.

    `key` and `look` are as for `one`.
    """
    offered = list(options)
    kept, shown = Maybe[list[T]](key), Maybe[list[T]](_of_language(key, words))

    def fits(picked: object) -> bool:
        if not isinstance(picked, list) or len(picked) > max_selections:
            return False
        return all(each in offered for each in picked)

    kept.set([each for each in kept.get() or [] if each in offered][:max_selections])
    st.multiselect(
        label,
        offered,
        key=shown.key,
        format_func=_labelling(offered, format_func),
        max_selections=max_selections,
        on_change=lambda: _take(kept, shown, fits, None),
        **_told(kept, shown, {"default": kept.get()}),
        **look,
    )
    return kept.get() or []


def _of_language(key: str, words: Words) -> str:
    """Return the key of the widget: no language ever reads another one's labels."""
    return f"{key}.{words.language}"


def _take(
    kept: Maybe, shown: Maybe, fits: Callable[[object], bool], then: Callable[[], None] | None
) -> None:
    """Keep what was picked; anything else that a browser sends is passed over."""
    if fits(shown.get()):
        kept.set(shown.get())
        if then is not None:
            then()


def _told(kept: Maybe, shown: Maybe, starting: dict[str, Any]) -> dict[str, Any]:
    """Tell the widget what is kept: at its start, or over what it shows when that is another."""
    if not shown.is_set() or shown.get() == kept.get():
        return starting
    shown.set(kept.get())
    return {}


def _starting(widget: Callable[..., Any], offered: Sequence[T], option: T) -> dict[str, Any]:
    """Return the argument that makes a widget start from an option."""
    if widget in (st.selectbox, st.radio):
        return {"index": offered.index(option) if option in offered else None}
    return {"value" if widget == st.select_slider else "default": option}


def _labelling(offered: Sequence[T], format_func: Callable[[T], str]) -> Callable[[T], str]:
    """Return `format_func`, but no two options have one label: the second has its number, too."""
    seen: Counter[str] = Counter()
    labels = {}
    for option in offered:
        label = format_func(option)
        seen[label] += 1
        labels[option] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return labels.__getitem__
