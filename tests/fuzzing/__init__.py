"""The site is sent what nobody has thought of: requests, forms and files made by hypothesis."""
