"""The lesson ``story``."""
