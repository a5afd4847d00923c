"""Figures of the imperceptible marks: `python benchmarks/marks.py pictures|sounds [options]`."""

import importlib
import sys
from pathlib import Path

KINDS = ("pictures", "sounds")


def main() -> None:
    """Have the figures of one kind printed, or of both."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    chosen = [kind for kind in KINDS if kind in sys.argv[1:2]]
    options = sys.argv[2:] if chosen else sys.argv[1:]
    for kind in chosen or KINDS:
        importlib.import_module(f"benchmarks.marks_{kind}").main(options)


if __name__ == "__main__":
    main()
