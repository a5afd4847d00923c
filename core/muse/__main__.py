"""The program `muse`, also as `python -m muse`."""

import sys


def main() -> None:
    """Run the command line and exit: 0 done, 1 a failure, 2 a wrong request, 130 cancelled."""
    try:
        from muse.cli import main as command_line

        command_line()
    except KeyboardInterrupt:  # Ctrl-C before there is a command line to tell it
        sys.stderr.write("muse: cancelled\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
