"""A browser component of the lesson ``structure``."""
