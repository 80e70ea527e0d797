"""The server around the pages: what happens once a process, and between browser and app."""
