"""The roles in force."""
