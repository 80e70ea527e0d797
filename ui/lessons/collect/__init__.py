"""The lesson ``collect``."""
