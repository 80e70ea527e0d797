"""A browser component of the lesson ``position``."""
