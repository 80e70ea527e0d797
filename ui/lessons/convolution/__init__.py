"""The lesson ``convolution``."""
