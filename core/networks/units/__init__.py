"""What single channels see in a photo, and what they seek."""
