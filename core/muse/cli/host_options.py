"""Options that mean the same in every command that has something made: `muse run`, `muse batch`."""

import click


def files() -> list[click.Option]:
    """Return the options that say what is printed, what is written over, what files carry."""
    return [
        click.Option(["--json", "as_json"], is_flag=True, help="Print one JSON object, no text."),
        click.Option(["--force"], is_flag=True, help="Replace files that are already there."),
        click.Option(["--no-embed"], is_flag=True, help="Leave the recipe out of the files."),
    ]


def models() -> list[click.Option]:
    """Return the options that say which models may be used, where, and how long they stay."""
    return [
        click.Option(
            ["--commercial"],
            is_flag=True,
            help="Refuse models whose licence doesn't allow commercial use.",
        ),
        click.Option(["--device"], metavar="NAME", help="cuda, cuda:0, mps, cpu or auto."),
        click.Option(
            ["--keep-alive"],
            type=click.FloatRange(min=0),
            metavar="SECONDS",
            help="How long idle weights stay loaded; 0 unloads them at once.",
        ),
    ]


def rights() -> list[click.Option]:
    """Return the options whose values are written into the files (`muse.contract.rights.NAMES`)."""
    return [
        click.Option(["--author"], metavar="NAME", help="Who made it, written into the files."),
        click.Option(
            ["--rights"], metavar="TEXT", help='A statement in the files: "(c) 2026 Ann Lee".'
        ),
        click.Option(
            ["--licence"],
            metavar="ID",
            help="What others may do with it: CC-BY-4.0, CC0-1.0, all-rights-reserved...",
        ),
    ]


def agreement() -> click.Option:
    """Return the option that answers questions beforehand."""
    return click.Option(["--yes"], is_flag=True, help="Agree to what plugins ask.")


def profile() -> click.Option:
    """Return the option that asks where the time goes."""
    return click.Option(
        ["--profile"],
        metavar="FILE",
        help="Write a trace of where the time goes (ui.perfetto.dev opens it), and say it.",
    )


def debug() -> click.Option:
    """Return the option for who looks for a fault."""
    return click.Option(["--debug"], is_flag=True, help="Show the traceback of an error.")
