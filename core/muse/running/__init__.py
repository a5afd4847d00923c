"""From a request to finished, recorded artifacts: the one way that every surface takes."""
