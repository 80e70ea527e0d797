"""The lesson ``structure``."""
