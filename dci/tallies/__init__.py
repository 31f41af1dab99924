"""How often something has happened lately, counted for all processes and machines together."""
