"""A pace by hand: a burst at once, then one by one; a rest gives the burst back."""

from ui.server.pace import Pace


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_a_burst_at_once_then_one_by_one():
    clock = Clock()
    pace = Pace(2.0, 3, clock)
    assert [pace.take() for _ in range(5)] == [0, 0, 0, 0.5, 1.0]
    clock.now += 1.0  # two more may have happened: those that wait
    assert pace.seconds() == 0.5


def test_a_rest_gives_no_more_than_the_burst():
    clock = Clock()
    pace = Pace(2.0, 3, clock)
    pace.take()
    clock.now += 1000
    assert [pace.take() for _ in range(4)] == [0, 0, 0, 0.5]


def test_to_look_takes_nothing():
    pace = Pace(1.0, 1, Clock())
    assert [pace.seconds() for _ in range(9)] == [0] * 9
