"""Works that use other generators: posters, films, books."""
