"""A browser component of the lesson ``channels``."""
