"""The finished picture: frames, motion, one's own photographs, and what is measured on it."""
