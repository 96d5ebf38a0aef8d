"""YAML to roles, or to located problems."""
