"""A browser component of the lesson ``story``."""
