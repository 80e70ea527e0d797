"""The lesson ``augment``."""
