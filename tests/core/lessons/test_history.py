"""The milestones: in order, and each with a paper to follow."""

from core.lessons.history import MILESTONES


def test_milestones_follow_one_another():
    years = [event.year for event in MILESTONES]
    assert years == sorted(years)
    assert len({event.name for event in MILESTONES}) == len(MILESTONES)


def test_the_years_of_the_lesson():
    years = {event.name: event.year for event in MILESTONES}
    assert (years["receptive_fields"], years["simple_complex"]) == (1959, 1962)
    assert (years["zip_codes"], years["lenet"]) == (1989, 1998)
    assert years["vgg"] == years["googlenet"] == 2014


def test_every_paper_has_an_address():
    assert all(event.link.startswith(("https://doi.org/10.", "https://arxiv.org/abs/"))
               for event in MILESTONES)  # fmt: skip
