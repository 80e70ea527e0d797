"""The lesson ``predict``."""
