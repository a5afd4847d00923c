"""The band: who plays what, and how it is performed."""
