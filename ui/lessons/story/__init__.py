"""The lesson ``story``."""

SLUG = "story"
