"""What the machine gives: settings, files that come with the app, room on its disk, memory."""
