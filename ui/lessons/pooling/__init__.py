"""The lesson ``pooling``."""

SLUG = "pooling"
