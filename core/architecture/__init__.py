"""Stacks of layers: shapes, parameters, multiply-adds, receptive fields, and what cannot be."""
