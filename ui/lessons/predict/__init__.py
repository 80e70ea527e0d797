"""The lesson ``predict``."""

SLUG = "predict"
