"""The networks that come with the app, and what a classifier is."""
