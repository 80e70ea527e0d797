"""Finished runs on disk: read back, and taken home."""
