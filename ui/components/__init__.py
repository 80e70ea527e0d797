"""Browser components that several lessons share."""
