"""`image.style`: a picture's content in the style of another."""
