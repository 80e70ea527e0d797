"""The lesson ``convolution``."""

SLUG = "convolution"
