"""What cleaning suggests, as cards with the photos, the reason and the choice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from core import inference
from core.datasets import Collected, LabelVerdict, Suggestion, cleaning
from core.errors import ConvScopeError
from core.networks import Prediction, imagenet
from core.photos import Look
from ui.kit.ask import ask
from ui.lessons.collect import state
from ui.lessons.collect.looking_through import undo
from ui.lessons.collect.photo_cases.photo_cases import CasePhoto, PhotoCase, photo_cases
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.photos.stored import whole
from ui.session import choices
from ui.session.reader import folder
from ui.words import Words

ALL = "all"
PAGE = 12  # cards
AS = "as:"  # before the name of a class, in the name of an act


def show(words: Words, looks: Mapping[str, Look], verdicts: Mapping[str, LabelVerdict]) -> None:
    """Draw how much is suggested, of which the reader sees one kind or all, and the cards."""
    found = cleaning.suggestions(state.collection(), looks, verdicts)
    st.subheader(words("suggested", count=len(found)), anchor=False)
    undo.show(words)
    if not found:
        st.markdown(words("suggested.none" if verdicts else "suggested.unchecked"))
        return
    chosen = _choose_kind(words, found)
    pages = -(-len(chosen) // PAGE)
    page = st.pagination(pages, key=f"collect_cases_{pages}") if pages > 1 else 1
    _draw_cards(words, chosen[(page - 1) * PAGE : page * PAGE], looks, verdicts)


def _choose_kind(words: Words, found: list[Suggestion]) -> list[Suggestion]:
    """Draw the kinds with their numbers; return what is suggested of the chosen one."""
    counts = {ALL: len(found)} | Counter(each.kind for each in found)
    kinds = [kind for kind in (ALL, *cleaning.KINDS) if kind in counts]
    kind = choices.one(
        st.pills,
        words,
        words("kind"),
        kinds,
        format_func=lambda kind: words(
            "kind.count", kind=words(f"kind.{kind}"), count=counts[kind]
        ),
        key="collect_kind",
        label_visibility="collapsed",
    )
    if kind == ALL:
        return found
    chosen = [each for each in found if each.kind == kind]
    st.caption(words(f"kind.{kind}.how"))
    count = len(set().union(*(each.removed for each in chosen))) or len(chosen)
    st.button(
        words(f"follow.{kind}", count=count),
        icon=":material/done_all:",
        on_click=state.follow,
        args=(chosen,),
    )
    return chosen


def _draw_cards(
    words: Words,
    shown: Sequence[Suggestion],
    looks: Mapping[str, Look],
    verdicts: Mapping[str, LabelVerdict],
) -> None:
    by_key = {each.key: each for each in shown}

    def act(key: str, name: str) -> None:
        suggestion = by_key[key]
        if name == "follow":
            state.follow([suggestion])
        elif name.startswith(AS):
            state.follow([replace(suggestion, to=name.removeprefix(AS))])
        else:
            photos = frozenset(photo.hash for photo in suggestion.photos)
            state.apply(Act(photos, keep=name == "keep"))

    guesses = _guesses([each for each in shown if each.kind == "doubtful"])
    cases = [
        PhotoCase(
            each.key,
            words(f"kind.{each.kind}"),
            _why(words, each, looks, verdicts, guesses),
            [_photo(words, photo, looks, each) for photo in each.photos],
            _acts(words, each),
        )
        for each in shown
    ]
    photo_cases(words("suggested", count=len(shown)), cases, "collect_cases", act)


def _why(
    words: Words,
    each: Suggestion,
    looks: Mapping[str, Look],
    verdicts: Mapping[str, LabelVerdict],
    guesses: Mapping[str, Prediction],
) -> list[str]:
    first = each.photos[0]
    if each.kind == "duplicates":
        names = sorted({photo.class_name for photo in each.photos})
        values = {"count": len(each.photos), "classes": ", ".join(names)}
        return [words("why.duplicates" if len(names) == 1 else "why.two_classes", **values)]
    if each.kind == "tiny":
        return [words("why.tiny", side=min(looks[first.hash].width, looks[first.hash].height))]
    if each.kind == "blank":
        return [words("why.blank")]
    verdict = verdicts[first.hash]
    values = {"name": first.class_name, "to": each.to, "percent": 100 * verdict.probability}
    said = [words("why.doubtful", loss=verdict.loss, **values)]
    if first.hash in guesses:
        guess = guesses[first.hash]
        label = imagenet.label(guess.index, words.language)
        said.append(words("why.guess", label=label, percent=100 * guess.probability))
    return said


def _photo(
    words: Words, photo: Collected, looks: Mapping[str, Look], each: Suggestion
) -> CasePhoto:
    look = looks[photo.hash]
    size = f"{look.width} × {look.height}"
    named = f"{photo.class_name}, {size}"
    if each.kind != "duplicates":
        return CasePhoto(whole(photo.hash, folder()), title=named, note=named)
    best = photo == each.photos[0]
    what = named if len({other.class_name for other in each.photos}) > 1 else size
    note = words("photo.best", what=what) if best else what
    return CasePhoto(whole(photo.hash, folder()), title=named, note=note, best=best)


def _acts(words: Words, each: Suggestion) -> dict[str, str]:
    name = each.photos[0].class_name
    if each.kind == "duplicates":
        others = dict.fromkeys(p.class_name for p in each.photos if p.class_name != name)
        first = words("act.one_as", name=name) if others else words("act.largest")
        moved = {AS + other: words("act.one_as", name=other) for other in others}
        return {"follow": first, **moved, "keep": words("act.keep_all")}
    if each.kind == "doubtful":
        return {
            "follow": words("act.move", to=each.to),
            "remove": words("act.remove"),
            "keep": words("act.keep_as", name=name),
        }
    return {"follow": words("act.remove"), "keep": words("act.keep")}


def _guesses(doubtful: Sequence[Suggestion]) -> Mapping[str, Prediction]:
    """Return what the 1000-class model says; nothing where it cannot be asked: it is a hint."""
    photos = tuple(each.photos[0].hash for each in doubtful)
    try:
        asked = {"photo_hashes": photos, "store": folder()}
        return ask(inference.first_guesses, **asked) if photos else {}
    except ConvScopeError:
        return {}
