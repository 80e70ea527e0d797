"""What made the assets, so that anyone can make them again."""
