"""What a plugin author meets: condition, artifact, events, report, generator, run and hooks."""
