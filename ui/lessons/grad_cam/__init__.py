"""The lesson ``grad_cam``."""

SLUG = "grad_cam"
