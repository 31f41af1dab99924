"""What the site does by itself: when each command last ended, and whether all is well."""
