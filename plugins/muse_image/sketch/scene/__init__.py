"""The scene: what stands in a picture, and where."""
