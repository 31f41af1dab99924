"""The site and its code as other people's scanners see them; part of `make audit`."""
