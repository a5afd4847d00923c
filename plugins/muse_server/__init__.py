"""The server: jobs done by worker processes, and the APIs that reach them."""
