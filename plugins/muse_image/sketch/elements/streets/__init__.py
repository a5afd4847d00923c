"""The parts of a street in perspective: its view, houses, stalls, lamps, ground and far end."""
