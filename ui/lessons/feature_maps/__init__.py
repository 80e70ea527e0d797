"""The lesson ``feature_maps``."""
