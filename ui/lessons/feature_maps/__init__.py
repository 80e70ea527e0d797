"""The lesson ``feature_maps``."""

SLUG = "feature_maps"
