"""What roles have in common and what not. Pure."""
