"""What the editor of the source is told: what a change makes outdated."""
