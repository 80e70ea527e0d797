"""How photos come: from the web, files, a zip or a camera."""
