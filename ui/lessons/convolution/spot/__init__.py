"""A browser component of the lesson ``convolution``."""
