"""Measurements beside what one would use instead."""
