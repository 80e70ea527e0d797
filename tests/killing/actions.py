"""What a person of the class does, by the functions that the pages call."""

import numpy as np

from core.datasets import OWN, Collected, workshop
from core.photos import store
from core.training import Request, TrainingConfig
from ui.lessons.collect import state
from ui.lessons.collect.photo_wall.photo_wall import Act
from ui.runs import own_runs
from ui.session.reader import folder, reader

CLASSES = ("cat", "dog")


def upload(chance):
    """Take a photo of one's own into a class."""
    photo = chance.integers(0, 256, (48, 48, 3), np.uint8)
    stored = store.put(photo, folder())
    state.add(Collected(stored, CLASSES[chance.integers(2)], dict(OWN)))


def mark(chance):
    """Move a photo into the other class, say that one is right, or throw one away."""
    photos, classes = state.collection().photos, state.collection().class_names
    if photos:
        photo = photos[chance.integers(len(photos))]
        act = ({"to": classes[-1]}, {"keep": True}, {})[chance.integers(3)]
        state.apply(Act(frozenset([photo.hash]), **act))


def publish(chance):
    """Publish what there is."""
    workshop.publish(f"set {chance.integers(10**9)}", state.collection(), folder(), reader())


def take_back(chance):
    """Take a published set back."""
    own = workshop.owned(reader())
    if own:
        workshop.take_back(own[chance.integers(len(own))].key, reader())


def train(chance):
    """Ask for a training on what there is."""
    if state.collection().ready:
        config = TrainingConfig("scratch", epochs=1, image_size=96, seed=int(chance.integers(100)))
        own_runs.start(Request(config, state.dataset()))


EXPECTED = ("dataset.", "workshop.", "queue.", "disk.")  # refusals that pages would say
ACTIONS = (upload, mark, publish, take_back, train)
SHARES = (0.5, 0.3, 0.1, 0.02, 0.08)
