"""People: drawn from a card of parameters, a skeleton in a pose, a head, and clothes."""
