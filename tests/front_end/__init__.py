"""The public pages as other people's tools see them; part of `make audit`."""
