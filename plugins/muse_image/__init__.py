"""Muse's own image generators and the image file formats."""
