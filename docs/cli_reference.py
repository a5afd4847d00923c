"""Write the command line reference from the code, or check that it is up to date.

    python docs/cli_reference.py           writes docs/cli.md
    python docs/cli_reference.py --check   exits with 1 when docs/cli.md isn't what it would write

Only Muse's own commands and generators are described, whatever else is installed.
"""

import os
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# Command line reference

Written from the code by `python docs/cli_reference.py`; CI checks that it is up to date.

Exit codes: 0 done, 1 a failure, 2 a wrong request, 130 cancelled by Ctrl-C (143 by
SIGTERM, 129 by SIGHUP). Standard output holds the result (text, `--json`, `-o -`), standard error
everything else.
"""


def page() -> str:
    """Return the reference as Markdown."""
    import click

    from muse import entry_points
    from muse.cli import COMMANDS, muse
    from muse.cli.run import MediumCommand

    own = entry_points.Index([e for e in entry_points.scan() if e.distribution == entry_points.OWN])
    entry_points.load = lambda: own
    click.formatting.FORCED_WIDTH = 96
    sections = [HEAD, section("muse", help_of(muse, "muse"))]
    for name in [*COMMANDS, *own.commands]:
        command = muse.get_command(click.Context(muse), name)
        assert command is not None
        sections.append(section(f"muse {name}", help_of(command, f"muse {name}")))
        for below, part in getattr(command, "commands", {}).items():
            sections.append(section(f"muse {name} {below}", help_of(part, f"muse {name} {below}")))
        if name == "run":
            for generator in sorted(own.generators):
                medium, _, short = generator.partition(".")
                call = f"muse run {medium} -g {short}"
                shown = help_of(MediumCommand(medium), call, ["-g", short, "--help"])
                sections.append(section(call, shown))
    return "\n".join(sections)


def help_of(command, call: str, arguments: list[str] | None = None) -> str:  # noqa: ANN001
    """Return what `--help` of a command prints."""
    import contextlib
    import io

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        command.main(arguments or ["--help"], prog_name=call, standalone_mode=False)
    return out.getvalue()


def section(title: str, text: str) -> str:
    """Return a section with the help as it appears on the terminal."""
    body = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"## `{title}`\n\n```text\n{body}\n```\n"


def main() -> int:
    """Write or check the page."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MUSE_HOME"] = home
        written = page()
    if "--check" not in sys.argv:
        PAGE.write_text(written, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == written:
        return 0
    print(f"{PAGE} is out of date: run python docs/cli_reference.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
