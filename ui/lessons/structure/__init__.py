"""The lesson ``structure``."""

SLUG = "structure"
