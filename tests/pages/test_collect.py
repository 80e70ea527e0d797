"""The collecting lesson: crawls from the rig, files, cleaning, and the way to training."""

import json

import numpy as np
import pytest

from core.photos import store as photo_store
from tests.support.pages import button, said
from tests.support.photos import file_of, zipped
from tests.support.waiting import wait_until

pytestmark = pytest.mark.slow  # real processes, or many pages


@pytest.fixture
def open_collect(open_page, rig, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_MIRROR", rig.address)

    def open_collect(*names, language="en", **state):
        page = open_page("collect", language, collect_source="openverse", **state)
        for row, name in enumerate(names):
            page.text_input(key=f"collect_name_{row}").set_value(name)
        return page.run()

    return open_collect


def start(page):
    button(page, "Collect photos").click().run()


def labels(page):
    return [each.label for each in page.button]


def settled(page):
    """Rerun, as the page does once a second, until no crawl is live."""

    def over():
        page.run()
        return "Stop collecting" not in labels(page)

    wait_until(over, every=0.25)
    return page


def photo(brightness):
    return file_of(np.full((40, 50, 3), brightness, np.uint8))


def test_two_animals_are_collected_with_credit_and_offered_for_training(open_collect):
    page = open_collect("red fox", "snowy owl", collect_classes=2, collect_count=10)
    start(page)
    settled(page)
    assert not page.exception
    assert not page.error
    own = page.session_state["own_dataset"]
    assert own.class_names == ("red fox", "snowy owl")
    assert own.counts == (10, 10)
    assert all(photo_store.path(each.hash, own.folder).exists() for each in own.photos)
    lines = (own.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["licence"] for line in lines} == {"by-sa 4.0"}
    assert len(page.dataframe[0].value) == 20
    assert "That is even" in said(page)
    page.session_state["data_source"] = "zip"
    page.switch_page("pages/train.py").run()
    assert not page.exception
    assert "red fox · 10 photos" in [text.value for text in page.text]


def test_a_step_can_be_undone_and_done_again(open_collect):
    page = open_collect("red fox", "snowy owl", collect_classes=2, collect_count=10)
    start(page)
    before = settled(page).session_state["collection"]
    page.button(key="collect_drop_red fox").click().run()
    assert page.session_state["collection"].counts == {"snowy owl": 10}
    assert page.session_state["own_dataset"] is None
    button(page, "Undo").click().run()
    assert page.session_state["collection"] == before
    assert sum(page.session_state["own_dataset"].counts) == 20
    button(page, "Redo").click().run()
    assert page.session_state["collection"].counts == {"snowy owl": 10}


def test_one_picture_in_two_classes_is_said(open_collect):
    page = open_collect("bat", "moth", collect_classes=2, collect_count=10)
    start(page)
    settled(page)
    assert sum(page.session_state["own_dataset"].counts) == 9
    assert "several classes" in said(page)


def test_a_failing_source_names_the_other_ways(open_collect):
    page = open_collect("page broken", "snowy owl", collect_classes=2, collect_count=10)
    start(page)
    settled(page)
    assert "Take the bundled set instead" in said(page)
    assert page.button(key="collect_instead").label == "Train with the bundled set"
    assert page.session_state["own_dataset"] is None
    assert "Train with these photos" not in labels(page)


def test_stopping_keeps_what_has_arrived(open_collect):
    page = open_collect("snowy owl", "forever", collect_classes=2, collect_count=20)
    start(page)
    button(page, "Stop collecting").click().run()
    settled(page)
    assert not page.exception


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("", ""), "Give 2 to 5 names"),
        (("cat", "Cat"), "same"),
        (("../etc", "cat"), "A name has letters"),
        (("<b>", "cat"), "A name has letters"),
    ],
)
def test_bad_names_are_refused_in_words(open_collect, names, expected):
    page = open_collect(*names, collect_classes=2)
    start(page)
    assert expected in page.error[0].value
    assert "Stop collecting" not in labels(page)


def test_files_of_ones_own_make_a_set(open_collect):
    page = open_collect("Ann's cat", "dog", collect_classes=2, collect_way="upload")
    for place, name in enumerate(("Ann's cat", "dog")):
        uploader = page.file_uploader(key=f"collect_upload_{name}_0")
        for number in (1, 2):
            uploader.upload(f"{number}.png", photo(60 * number + 20 * place))
    page.run()
    assert not page.exception
    assert page.session_state["own_dataset"].counts == (2, 2)
    assert "removed some hours after your visit" in said(page)


def test_a_zip_makes_a_set_and_a_bad_one_is_refused(open_collect):
    page = open_collect(collect_way="zip")
    page.file_uploader[0].upload("a.zip", b"PK no").run()
    assert "zip" in page.error[0].value
    places = [(place, number) for place in range(2) for number in range(3)]
    photos = {f"{('fox', 'owl')[p]}/{n}.png": photo(50 * n + 20 * p) for p, n in places}
    data = zipped(photos | {"owl/note.png": b"no photo"})
    page.file_uploader[0].upload("b.zip", data).run()
    assert page.session_state["own_dataset"].counts == (3, 3)
    assert "note.png" in said(page)


def test_the_host_can_switch_the_web_off(open_collect, monkeypatch):
    monkeypatch.setenv("CONVSCOPE_SOURCES", "none")
    page = open_collect()
    assert "switched off" in said(page)
    assert "Collect photos" not in labels(page)
