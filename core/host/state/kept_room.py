"""Room for published sets that no crowd of new readers can fill: who may still publish.

A third of places and bytes is free for everybody. Two thirds are kept: for the first set of each
reader who has been here for ten minutes, if it is no larger than a 90th of all bytes, and those who
came within one minute may together take half of them.

What that guarantees: whoever fills the free third, with however many cookies, a class of as many
as a third of the places can still publish a set each, ten minutes after they came; and so they can
when cookies were made in one minute and waited, unless it was the minute in which the class came.
Cookies that were made over many minutes, and waited, can fill all: then the host removes sets.
Addresses count for nothing, since a room shares one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.errors import ConvScopeError

PARTS = 3  # one of them is free, those of one minute may take one, so that one is left
KNOWN_SECONDS = 600.0  # after which a reader's first set has a kept place
FIRST_SET = 90  # that part of all bytes is the most that it may have there
MINUTE = 60.0  # seconds


class PublishingError(ConvScopeError):
    """Limits of what may be published.

    `reason` is ``workshop.same_title``, ``workshop.too_many_own``, ``workshop.own_too_large``,
    ``workshop.too_many`` or ``workshop.too_large``.
    """


@dataclass(frozen=True)
class Limits:
    """How many sets of one reader and of all, how many bytes of all and of one reader."""

    sets: int
    own_sets: int
    bytes: int
    own_bytes: int


@dataclass(frozen=True)
class Claim:
    """A set that takes room: whose, how many bytes, and when its reader came, None if unknown."""

    reader: str
    bytes: int
    came: float | None


def require_own(claims: Iterable[Claim], limits: Limits) -> None:
    """Make sure that the last of `claims` is not one too many of its reader.

    Raises
    ------
    PublishingError
        ``workshop.too_many_own`` or ``workshop.own_too_large``.
    """
    *_, last = claims = list(claims)
    own = [claim for claim in claims if claim.reader == last.reader]
    if len(own) > limits.own_sets:
        raise PublishingError(
            "workshop.too_many_own", "at most {limit} sets of one person", limit=limits.own_sets
        )
    if sum(claim.bytes for claim in own) > limits.own_bytes:
        raise PublishingError(
            "workshop.own_too_large",
            "the sets of one person: {limit} MB",
            limit=limits.own_bytes / 2**20,
        )


def require_room(claims: Iterable[Claim], limits: Limits, now: float) -> None:
    """Make sure that there is room for the last of `claims`, which are in order of time.

    Raises
    ------
    PublishingError
        ``workshop.too_many`` or ``workshop.too_large``.
    """
    claims = list(claims)
    free = list(_without_kept_place(claims, limits, now))
    if not free or free[-1] is not claims[-1]:
        return
    minutes = KNOWN_SECONDS / MINUTE
    if len(free) > limits.sets // PARTS:
        raise PublishingError(
            "workshop.too_many",
            "{limit} sets of those who came less than {minutes} minutes ago",
            limit=limits.sets // PARTS,
            minutes=minutes,
        )
    if sum(claim.bytes for claim in free) > limits.bytes / PARTS:
        raise PublishingError(
            "workshop.too_large",
            "{limit} MB for those who came less than {minutes} minutes ago",
            limit=limits.bytes / PARTS / 2**20,
            minutes=minutes,
        )


def _without_kept_place(claims: Iterable[Claim], limits: Limits, now: float) -> Iterator[Claim]:
    """Give out the kept places from the first claim on; yield the claims that get none."""
    seen: set[str] = set()
    kept: list[Claim] = []
    of_minute: dict[float, list[Claim]] = defaultdict(list)
    for claim in claims:
        first = claim.reader not in seen
        seen.add(claim.reader)
        known = claim.came is not None and now - claim.came >= KNOWN_SECONDS
        together = of_minute[(claim.came or 0.0) // MINUTE]
        if (
            first
            and known
            and claim.bytes * FIRST_SET <= limits.bytes
            and _fits(claim, together, limits, 1)
            and _fits(claim, kept, limits, PARTS - 1)
        ):
            together.append(claim)
            kept.append(claim)
        else:
            yield claim


def _fits(claim: Claim, others: list[Claim], limits: Limits, parts: int) -> bool:
    taken = sum(other.bytes for other in others) + claim.bytes
    return len(others) < limits.sets // PARTS * parts and taken <= limits.bytes / PARTS * parts
