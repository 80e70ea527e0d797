"""What belongs to one browser session: its folder, its memory, its settings."""
