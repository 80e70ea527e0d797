"""A browser component of the lesson ``train``."""
