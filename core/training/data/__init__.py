"""The photos of a training: its parts, their augmented draws, and their features."""
