"""The lesson ``position``."""

SLUG = "position"
