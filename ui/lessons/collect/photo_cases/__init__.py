"""A browser component of the lesson ``collect``."""
