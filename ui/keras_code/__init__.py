"""Keras code with the settings of a lesson, which runs as pasted."""
