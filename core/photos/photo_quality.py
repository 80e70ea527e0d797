"""Photos that teach little: those too small, and those of hardly more than one colour."""

from core.photos.look import Look

TINY = 112  # pixels of the short side: half of what VGG16 takes in
BLANK = 12.0  # `core.photos.look.Look.spread` below which nothing is to be seen


def is_tiny(look: Look) -> bool:
    """Say whether a network would see more interpolated pixels than real ones."""
    return min(look.width, look.height) < TINY


def is_blank(look: Look) -> bool:
    """Say whether the photo is nearly of one colour."""
    return look.spread < BLANK
