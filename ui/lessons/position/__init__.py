"""The lesson ``position``."""
