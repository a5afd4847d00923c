"""Reading a prompt by the patterns of its language."""
