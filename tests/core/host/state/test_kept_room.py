"""One with many cookies fills what is free for all, and never what is kept for a class."""

from contextlib import suppress

import pytest

from core.datasets import workshop
from core.host.state.kept_room import KNOWN_SECONDS, Claim, Limits, PublishingError, require_room

NOON = 1_000_000 * 60.0
LATER = NOON + KNOWN_SECONDS
ALL = 2**30
LIMITS = Limits(workshop.MOST_SETS, workshop.MOST_OWN, ALL, int(ALL * workshop.OWN_SHARE))
LARGE = int(ALL * workshop.OWN_SHARE / workshop.MOST_OWN)  # bytes of a set
USUAL = 10 * 2**20
CLASS = [f"pupil {number}" for number in range(30)]
CROWD = [f"cookie {number}" for number in range(100)]


class Room:
    """Sets that are published, and when their readers came."""

    def __init__(self):
        self.came, self.claims = {}, []

    def come(self, people, at):
        self.came |= dict.fromkeys(people, at)

    def publish(self, person, size, at):
        claims = [*self.claims, Claim(person, size, self.came.get(person))]
        require_room(claims, LIMITS, at)
        self.claims = claims

    def refusal(self, *args):
        with pytest.raises(PublishingError) as refusal:
            self.publish(*args)
        return refusal.value

    def attack(self, size, at):
        """Publish all that 100 cookies can; return how many sets came through."""
        for cookie in CROWD * workshop.MOST_OWN:
            with suppress(PublishingError):
                self.publish(cookie, size, at)
        return len(self.claims)


@pytest.fixture
def room():
    return Room()


@pytest.mark.parametrize("size", [0, 1, USUAL, LARGE])
def test_new_cookies_leave_room_for_a_class_that_has_been_here(room, size):
    room.come(CLASS, NOON)  # all in one minute
    room.come(CROWD, LATER)
    assert room.attack(size, LATER) <= workshop.MOST_SETS / 3
    for person in CLASS:
        room.publish(person, USUAL, LATER)


@pytest.mark.parametrize("size", [0, USUAL, ALL // 90])
def test_cookies_made_in_one_minute_that_waited_leave_room_for_a_class(room, size):
    room.come(CROWD, NOON)
    room.come(CLASS, NOON + 60)
    assert room.attack(size, LATER + 60) <= workshop.MOST_SETS * 2 / 3
    for person in CLASS:
        room.publish(person, ALL // 90, LATER + 60)
    assert sum(claim.bytes for claim in room.claims) <= ALL


@pytest.mark.parametrize("came", [NOON, None])
def test_a_class_that_has_just_come_publishes_at_once(room, came):
    room.come(CLASS, came)
    for person in CLASS:
        room.publish(person, USUAL, NOON)


def test_a_second_set_takes_no_kept_place(room):
    room.come(CLASS, NOON)
    room.come(CROWD, LATER)
    room.attack(0, LATER)
    room.publish(CLASS[0], 0, LATER)
    refusal = room.refusal(CLASS[0], 0, LATER)
    assert refusal.reason == "workshop.too_many"
    assert refusal.values == {"limit": workshop.MOST_SETS // 3, "minutes": 10}


def test_a_set_that_is_large_takes_no_kept_bytes(room):
    room.come(CLASS, NOON)
    room.come(CROWD, LATER)
    room.attack(LARGE, LATER)
    assert room.refusal(CLASS[0], LARGE, LATER).reason == "workshop.too_large"
    assert room.refusal(CLASS[0], ALL // 90 + 1, LATER).reason == "workshop.too_large"
    room.publish(CLASS[0], ALL // 90, LATER)


def test_kept_places_end_too(room):
    for minute in range(5):
        crowd = [f"{minute} {number}" for number in range(50)]
        room.come(crowd, NOON + 60 * minute)
        for person in crowd:
            with suppress(PublishingError):
                room.publish(person, 0, NOON + 3600)
    assert len(room.claims) == workshop.MOST_SETS
