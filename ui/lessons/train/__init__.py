"""The lesson ``train``."""
