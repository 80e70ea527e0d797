"""Training runs as their reader sees them, on every page that shows them."""
