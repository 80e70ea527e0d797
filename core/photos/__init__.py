"""Photos as arrays: decoded, resized, stored by their content, compared, credited."""
