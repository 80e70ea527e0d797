"""Class activation maps, what is drawn of them, and whether one may trust them."""
