"""The living style sheet: every block and part of the site with sample content, for staff."""
