"""Data for Muse's writer; nothing here is run."""
