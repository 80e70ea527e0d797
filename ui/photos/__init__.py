"""Choosing a photo, on every page that takes one."""
