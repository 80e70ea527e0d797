"""A browser component of the lesson ``overfitting``."""
