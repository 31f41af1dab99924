"""Where the pages lead to, inside the site and outside, and which of these links are broken."""
