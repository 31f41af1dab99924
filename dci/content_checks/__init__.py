"""What the editor's own checker says of a page's text, beside what Wagtail checks."""
