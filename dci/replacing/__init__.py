"""One thing in the place of another, wherever the site shows it: an organisation, a file."""
