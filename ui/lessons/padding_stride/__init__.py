"""The lesson ``padding_stride``."""

SLUG = "padding_stride"
