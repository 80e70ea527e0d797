"""Pictures of which one is chosen."""
