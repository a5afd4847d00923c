"""Muse's trainers beside the plain DCGAN and VAE recipes: time until the same losses."""
