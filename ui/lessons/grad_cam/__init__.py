"""The lesson ``grad_cam``."""
