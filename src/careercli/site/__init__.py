"""Many pages that lead to each other, kept in a folder: which, when they are made again, and what is removed."""
