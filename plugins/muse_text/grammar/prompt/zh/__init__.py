"""Reading Chinese requests: people, clauses, and the whole request."""
