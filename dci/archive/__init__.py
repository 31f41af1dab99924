"""The site as one file: rows of the database as lines of JSON, uploaded files, and digests of all.

The same file can be read into SQLite and PostgreSQL. ``backup`` and ``restore`` take everything,
``export_site`` and ``import_site`` leave behind what is about people.
"""
