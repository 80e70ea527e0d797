"""The lesson ``augment``."""

SLUG = "augment"
