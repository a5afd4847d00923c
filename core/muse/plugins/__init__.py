"""Finding plugins, loading them, telling where they come from, and writing new ones."""
