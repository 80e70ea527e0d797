"""The lesson on convolution."""

SLUG = "convolution"
