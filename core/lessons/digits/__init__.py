"""Digits that are dragged, and the small networks that answer to them."""
