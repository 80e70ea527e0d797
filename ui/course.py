"""The course: which lessons there are, in which order, and which of them are built."""

from pathlib import Path

PAGES = Path(__file__).parents[1] / "pages"

SECTIONS: dict[str, tuple[str, ...]] = {
    "why": ("position", "story"),
    "blocks": ("convolution", "channels", "padding_stride", "pooling", "structure"),
    "inside": ("feature_maps", "grad_cam"),
    "animals": ("collect", "augment", "overfitting", "train", "predict"),
}
LESSONS: tuple[str, ...] = tuple(slug for slugs in SECTIONS.values() for slug in slugs)


def is_built(slug: str) -> bool:
    """Say whether the lesson has a page yet; the others are shown as coming."""
    return (PAGES / f"{slug}.py").is_file()


BUILT: tuple[str, ...] = tuple(slug for slug in LESSONS if is_built(slug))


def section_of(slug: str) -> str:
    """Return the section a lesson belongs to."""
    return next(section for section, slugs in SECTIONS.items() if slug in slugs)


def neighbours(slug: str) -> tuple[str | None, str | None]:
    """Return the built lessons before and after `slug`; None is the cover, or the end."""
    place = BUILT.index(slug)
    before = BUILT[place - 1] if place else None
    after = BUILT[place + 1] if place + 1 < len(BUILT) else None
    return before, after
