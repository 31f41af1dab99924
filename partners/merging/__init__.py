"""Two entries of the register that are one organisation: seen side by side, then made one."""
