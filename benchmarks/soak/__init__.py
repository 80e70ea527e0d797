"""A class for a quarter of an hour, and one who means no good."""
