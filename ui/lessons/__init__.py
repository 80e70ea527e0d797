"""One folder a lesson: its controls, figures, code and browser components."""
