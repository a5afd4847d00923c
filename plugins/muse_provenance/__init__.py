"""Where a work comes from: files signed and marked, and what a file says of itself verified.

With the extra `provenance` every finished file is signed (C2PA), pictures and sounds carry an
imperceptible mark, and `muse verify` tells what a file is.
"""
