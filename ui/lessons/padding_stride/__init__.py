"""The lesson ``padding_stride``."""
