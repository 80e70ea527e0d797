"""The lesson ``collect``."""

SLUG = "collect"
