"""Sound as samples: reading, resampling, loudness, and the file formats it is kept in."""
