"""Looking through a collected set: suggestions, steps, numbers, and the check of the labels."""

from collections import Counter
from concurrent.futures import Future

import numpy as np
import pytest

from core import inference
from core.datasets.label_doubts import LabelVerdict
from core.jobs.worker_outcome import WorkerError
from core.networks.classifier import Prediction
from core.photos import images
from tests.support.pages import button, choice, said
from tests.support.photos import noise, zipped
from ui.lessons.collect.looking_through import doubts, suggested, wall

pytestmark = pytest.mark.slow  # many pages

EACH = 5


def blurred(seed, side=256):
    return images.resize(noise(seed, 8, 8), side, side)


def messy():
    """Return a zip with the first fox among the owls too, a blank photo and a tiny one."""
    classes = enumerate(("fox", "owl"))
    photos = {f"{name}/{i}": blurred((at, i)) for at, name in classes for i in range(EACH)}
    photos |= {
        "owl/again": blurred((0, 0))[4:-4:2, 4:-4:2],
        "fox/blank": np.full((200, 200, 3), 90, np.uint8),
        "fox/tiny": blurred(9, side=60),
    }
    return zipped({f"{name}.jpg": images.encode_jpeg(photo) for name, photo in photos.items()})


@pytest.fixture
def open_messy(open_page):
    def open_messy(language="en"):
        page = open_page("collect", language, collect_way="zip")
        page.file_uploader(key="collect_zip_0").upload("messy.zip", messy()).run()
        assert not page.exception
        return page

    return open_messy


def counts(page):
    return page.session_state["collection"].counts


class Cards:
    """Stands for the browser's cards: has those drawn last, and presses a button of the next."""

    def __init__(self):
        self.cases, self.press = [], None

    def __call__(self, label, cases, key, on_act):
        self.cases = list(cases)
        if self.press is not None:
            place, act = self.press
            assert act in cases[place].acts
            self.press = None
            on_act(cases[place].key, act)


@pytest.fixture
def cards(monkeypatch):
    cards = Cards()
    monkeypatch.setattr(suggested, "photo_cases", cards)
    return cards


@pytest.mark.parametrize(
    ("language", "kinds", "follow", "undo"),
    [
        (
            "en",
            ["All 3", "Near-duplicates 1", "Nearly one colour 1", "Very small 1"],
            "Keep the largest of each, remove 1",
            "Undo",
        ),
        (
            "ko",
            ["모두 3", "거의 같은 사진 1", "거의 한 가지 색 1", "아주 작은 사진 1"],
            "가장 큰 사진만 남기고 1장 지우기",
            "되돌리기",
        ),
    ],
)
def test_suggestions_are_counted_followed_and_undone(open_messy, language, kinds, follow, undo):
    page = open_messy(language)
    assert choice(page, "collect_kind").options == kinds
    assert counts(page) == {"fox": EACH + 2, "owl": EACH + 1}
    choice(page, "collect_kind").set_value("duplicates").run()
    button(page, follow).click().run()
    assert counts(page) == {"fox": EACH + 2, "owl": EACH}
    assert "| owl | 6 | 5 |" in said(page)
    assert len(choice(page, "collect_kind").options) == 3
    button(page, undo).click().run()
    assert counts(page) == {"fox": EACH + 2, "owl": EACH + 1}
    assert not page.exception


def test_near_duplicates_stay_in_one_part_and_the_parts_add_up(open_messy):
    page = open_messy()
    groups = [photo.group for photo in page.session_state["own_dataset"].photos]
    assert len(groups) == len(set(groups)) + 1
    rows = [line.split("|")[1:-1] for line in said(page).splitlines() if line.startswith("| fox")]
    before, now, *parts = map(int, rows[0][1:])
    assert before == now == sum(parts) == EACH + 2


def test_what_is_kept_is_suggested_only_when_asked_for_again(open_messy, cards):
    page = open_messy()
    assert [case.title for case in cards.cases] == [
        "Near-duplicates",
        "Nearly one colour",
        "Very small",
    ]
    assert "in different classes: fox, owl" in cards.cases[0].why[0]
    assert list(cards.cases[0].acts.values()) == ["Keep one as fox", "Keep one as owl", "Keep all"]
    for _ in range(3):
        cards.press = (0, "keep")
        page.run().run()
    assert "Nothing to suggest so far" in said(page)
    assert sum(counts(page).values()) == 2 * EACH + 3
    button(page, "Suggest kept photos again (4)").click().run()
    assert len(cards.cases) == 3


def test_a_picture_in_two_classes_becomes_one_of_the_class_that_is_named(open_messy, cards):
    page = open_messy()
    cards.press = (0, "as:owl")
    page.run().run()
    assert counts(page) == {"fox": EACH + 1, "owl": EACH + 1}
    assert [case.title for case in cards.cases] == ["Nearly one colour", "Very small"]
    cards.press = (1, "follow")
    page.run().run()
    assert counts(page) == {"fox": EACH, "owl": EACH + 1}
    assert not page.exception


def test_tiny_and_blank_photos_are_marked_on_the_wall(open_messy, monkeypatch):
    drawn = []
    monkeypatch.setattr(wall, "photo_wall", lambda words, photos, *_: drawn.append(photos))
    page = open_messy("ko")
    notes = Counter(photo.note for photo in drawn[-1])
    assert notes == {"fox": EACH, "owl": EACH + 1, "fox, 한 가지 색": 1, "fox, 작음": 1}
    choice(page, "wall_order").set_value("size").run()
    assert drawn[-1][0].note == "fox, 작음"
    choice(page, "wall_class").set_value("owl").run()
    assert [photo.title for photo in drawn[-1]] == [f"owl {n}" for n in range(1, EACH + 2)]
    assert {photo.note for photo in drawn[-1]} == {""}


class Worker:
    """Answers at once for the inference worker, or refuses."""

    def __init__(self, monkeypatch, refusal=None):
        self.asked, self.refusal = [], refusal
        monkeypatch.setattr(doubts, "begin", self.begin)
        monkeypatch.setattr(doubts, "ask", self.ask)
        monkeypatch.setattr(suggested, "ask", self.ask)

    def begin(self, function, **arguments):
        self.asked.append((function, len(arguments["photo_hashes"])))
        future = Future()
        if self.refusal:
            future.set_exception(self.refusal)
        else:
            future.set_result(None)
        return future

    def ask(self, function, **arguments):
        if function is inference.first_guesses:
            return {photo: Prediction(0, "tench", 0.5) for photo in arguments["photo_hashes"]}
        photos = arguments["dataset"].photos
        other = {photo.hash: LabelVerdict(photo.label, photo.label, 0.9, 0.1) for photo in photos}
        return other | {photos[0].hash: LabelVerdict(0, 1, 0.8, 3.0)}


def test_labels_are_checked_a_few_photos_at_a_time(open_messy, cards, monkeypatch):
    worker = Worker(monkeypatch)
    page = open_messy("ko")
    button(page, "이름표 점검하기").click().run()
    assert worker.asked == [(inference.prepare_features, 8)]
    page.run()
    assert worker.asked == [(inference.prepare_features, 8), (inference.prepare_features, 5)]
    page.run()
    page.run()
    assert "13장을 점검했고, 이름표가 의심스러운 사진은 1장입니다." in said(page)
    doubtful = next(case for case in cards.cases if case.key.startswith("doubtful"))
    assert doubtful.why == [
        "fox에 있지만, 다른 사진들로 배운 분류기는 owl 쪽으로 봅니다(80%, 손실 3.0).",
        "1000가지를 가리는 모델의 답: 텐치, 50%",
    ]
    assert not page.exception


def test_a_worker_that_died_is_said_and_the_check_can_begin_again(open_messy, monkeypatch):
    Worker(monkeypatch, WorkerError("worker.died", "it died"))
    page = open_messy()
    button(page, "Check the labels").click().run()
    page.run()
    assert "has stopped" in page.error[0].value
    page.run()
    assert button(page, "Check the labels")
    assert not page.exception
