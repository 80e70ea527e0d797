"""The lesson ``overfitting``."""
