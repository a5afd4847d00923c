"""Whether a small model draws what the words say: colours, counts, new combinations, seeds."""
