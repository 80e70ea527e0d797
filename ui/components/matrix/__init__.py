"""Every grid of numbers in the app."""
