"""The assistant's door: a Model Context Protocol server on stdin and stdout."""
