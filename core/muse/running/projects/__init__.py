"""Projects: artifacts with all that is known of them in one zip, which opens in another Muse.

project.json   runs, artifacts (reports, recipes, ratings, notes, tags), a collection, sheets
files/         what was made, under readable names
thumbnails/    small pictures, by the artifact's id
inputs/        files that were handed in, by their SHA-256

A zip may come from anybody: names in it are never paths here, and nothing is believed unchecked.
"""
