"""What two loss curves say: from which epoch on a network learns its training set by heart."""

from collections.abc import Sequence
from dataclasses import dataclass

RISE = 0.1  # nats above the lowest validation loss: more than it varies between epochs


@dataclass(frozen=True)
class Gap:
    """How far validation loss is above training loss, where it was lowest and at the end.

    Attributes
    ----------
    best, last
        Numbers of the epoch with the lowest validation loss, the first of equals, and of the last.
    lowest, end
        Validation loss after these, nats.
    then, now
        Validation loss less training loss after these, nats.
    grows
        Whether validation loss ended clearly (`RISE`) above its lowest while training loss fell.
    """

    best: int
    last: int
    lowest: float
    end: float
    then: float
    now: float
    grows: bool


def gap(losses: Sequence[float], val_losses: Sequence[float]) -> Gap:
    """Return the gap of a training, given both losses after each of at least one epoch, nats."""
    best = lowest(val_losses)
    least, end = val_losses[best], val_losses[-1]
    return Gap(
        best=best + 1,
        last=len(val_losses),
        lowest=least,
        end=end,
        then=least - losses[best],
        now=end - losses[-1],
        grows=end > least + RISE and losses[-1] < losses[best],
    )


def lowest(values: Sequence[float]) -> int:
    """Return the place of the smallest value, the first of equals."""
    return min(range(len(values)), key=values.__getitem__)
