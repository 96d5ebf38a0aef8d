"""The releases of each publisher: how they are read, and what they hold."""
