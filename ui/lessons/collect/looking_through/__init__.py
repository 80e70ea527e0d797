"""Numbers, suggestions and a wall of photos: what one sees of a collection, and cleans."""
