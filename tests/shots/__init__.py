"""Pictures of the site: those of the README and the guides, and what a change does to its pages."""
