"""The lesson ``channels``."""

SLUG = "channels"
