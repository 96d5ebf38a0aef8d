"""Datasets kept in SQLite."""
