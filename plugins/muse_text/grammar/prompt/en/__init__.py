"""Reading English requests: words, people, clauses, and the whole request."""
