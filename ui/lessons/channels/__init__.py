"""The lesson ``channels``."""
