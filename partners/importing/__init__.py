"""The register of organisations from a spreadsheet: read, compared, shown, and then written."""
