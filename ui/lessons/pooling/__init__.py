"""The lesson ``pooling``."""
