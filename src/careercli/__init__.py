"""careercli: compare careers side by side, offline, with the source of every statement."""

__version__ = "0.1.0"
