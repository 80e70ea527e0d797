"""How good a trained classifier is, and what its figures can say."""
