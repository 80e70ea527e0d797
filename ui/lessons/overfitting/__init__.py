"""The lesson ``overfitting``."""

SLUG = "overfitting"
