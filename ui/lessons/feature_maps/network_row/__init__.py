"""A browser component of the lesson ``feature_maps``."""
