"""The commands of provenance; what they need is imported when they run."""
