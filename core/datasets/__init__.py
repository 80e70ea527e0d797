"""Photos with labels: gathered, cleaned, split, published, exported."""
