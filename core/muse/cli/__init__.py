"""The command line, `muse`: this module and `entry_points` are all that `muse --help` imports."""

import errno
import importlib
import os
import sys
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import click

from muse import entry_points

if TYPE_CHECKING:
    from collections.abc import Callable

# Pydantic would read the metadata of every installed distribution, and fail with any of them.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

COMMANDS = {
    "run": "Make something: a picture, a song, a text.",
    "batch": "Make something of each row of a table; stopped, it goes on.",
    "train": "Make a generator's weights from data.",
    "jobs": "List queued runs; cancel, retry or clear them.",
    "work": "Make what muse run --later queued, until nothing waits.",
    "log": "List what was made, the newest first.",
    "show": "Show the details of an artifact or a model.",
    "open": "Open an artifact with the system's own program.",
    "export": "Copy an artifact's files to a place of yours.",
    "rate": "Rate an artifact from 1 to 5; give it a note or tags.",
    "trash": "Put artifacts into the trash, take them out, or list what is in it.",
    "library": "Check the library, repair or back it up, or open a project.",
    "reproduce": "Make an artifact again and compare.",
    "pull": "Download a model's weights from the hub, or list well-known models.",
    "ls": "List the models that are on this machine.",
    "rm": "Remove a model's weights from this machine.",
    "gc": "List what stopped runs left behind, and the trash; --yes removes it.",
    "generators": "List the generators and whether they are ready.",
    "schema": "Print the JSON Schema of a generator's condition.",
    "plugins": "List, install, upgrade, remove or disable plugins; freeze or restore a list.",
    "plugin": "For plugin authors: create a plugin, or check one.",
    "use": "Set the default generator of a medium.",
    "config": "Show the settings and where they are kept.",
    "ps": "Show the weights that are loaded, and who uses them.",
    "stop": "Unload weights that are idle.",
    "doctor": "Report versions, device, folders and what is missing.",
}
"""Muse's own commands; each is in the module of its name, imported when it is called."""


_LONGEST = 2_000
"""Characters of a line that tells an error."""

_FOR_PROGRAMS = frozenset(("--json", "-", "-o-", "--output=-"))
"""Arguments of which one says that a program reads the output."""


class Commands(click.Group):
    """Muse's own commands and those of plugins, none of them imported before it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, Muse's own first."""
        return [*COMMANDS, *(name for name in entry_points.load().commands if name not in COMMANDS)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        if cmd_name in COMMANDS:
            module = importlib.import_module(f"muse.cli.{cmd_name}")
            command: click.Command = module.command
            return command
        entry = entry_points.load().commands.get(cmd_name)
        return _plugin_command(entry) if entry else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the index, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
        others = [e for name, e in entry_points.load().commands.items() if name not in COMMANDS]
        if others:
            with formatter.section("Commands of plugins"):
                formatter.write_dl(
                    [(e.name, e.summary or f"From {e.distribution} {e.version}.") for e in others]
                )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; an unknown one ends in a line that names the nearest."""
        name = args[0]
        command = self.get_command(ctx, name)
        if command is None:
            from muse.suggest import nearest

            # A slip must not end in a command that removes something.
            near = nearest(
                name, [c for c in self.list_commands(ctx) if c not in ("rm", "gc", "trash")]
            )
            near = f"run {name}" if name in entry_points.load().media() else near
            hint = f"did you mean muse {near}?" if near else "muse --help lists the commands"
            ctx.fail(f"there is no command {name!r}; {hint}")
        return name, command, args[1:]


def _plugin_command(entry: entry_points.Entry) -> click.Command:
    from muse.errors import PluginError, described

    made_for = entry_points.load().contracts.get(entry.distribution)
    if made_for:
        from muse.contract.version import refusal

        wrong = refusal(made_for)
        if wrong:
            raise PluginError(f"{entry.distribution} can't be used: {wrong}")
    module, _, attribute = entry.value.partition(":")
    told = f"the command {entry.name} of {entry.distribution}"
    try:
        command = getattr(importlib.import_module(module), attribute)
    except BaseException as error:
        if _by_user(error):
            raise
        raise PluginError(
            f"{told} can't be loaded: {described(error)}",
            hint=f"fix or uninstall {entry.distribution}",
        ) from error
    if not isinstance(command, click.Command):
        raise PluginError(f"{entry.value} of {entry.distribution} is no click command")
    setattr(command, "invoke", partial(_invoke, command.invoke, told))  # noqa: B010
    return command


def _invoke(invoke: "Callable[[click.Context], object]", told: str, ctx: click.Context) -> object:
    """Invoke a plugin's command, and blame it for what it doesn't raise on purpose."""
    from muse.errors import Cancelled, MuseError, PluginError, described

    meant = (MuseError, Cancelled, SystemExit, click.ClickException, click.exceptions.Exit)
    try:
        return invoke(ctx)
    except BaseException as error:
        if isinstance(error, (*meant, click.Abort, BrokenPipeError)) or _by_user(error):
            raise
        raise PluginError(
            f"{told} failed: {described(error)}", hint="--debug shows where"
        ) from error


def _by_user(error: BaseException) -> bool:
    from muse import interrupts

    return isinstance(error, KeyboardInterrupt) and interrupts.by_user()


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        own = [e.version for e in entry_points.load().entries if e.distribution == entry_points.OWN]
        click.echo(f"muse {own[0] if own else 'unknown'}")
        ctx.exit()


def _safe(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """Enable Muse's own plugins alone, here and in processes that are started from here."""
    if not value:
        return
    before = os.environ.get(entry_points.ALLOWED)
    os.environ[entry_points.ALLOWED] = ""

    @ctx.call_on_close
    def restore() -> None:
        if before is None:
            os.environ.pop(entry_points.ALLOWED, None)
        else:
            os.environ[entry_points.ALLOWED] = before


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Try: muse run image --prompt "A beautiful landscape with a lake and mountains"',
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--safe", is_flag=True, is_eager=True, expose_value=False, callback=_safe,
    help="Start with Muse's own plugins alone.",
)  # fmt: skip
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version,
    help="Show the version.",
)  # fmt: skip
@click.pass_context
def muse(ctx: click.Context, debug: bool) -> None:
    """Muse makes pictures, music and text: say what you want, get a file."""
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 a failure, 2 a wrong request, 130 cancelled.

    Cancelled by another signal than Ctrl-C it is 128 + its number: 143 for SIGTERM.
    """
    from muse.cli import process

    code = 130
    with suppress(KeyboardInterrupt):  # a second Ctrl-C, while the first is told
        process.prepare()
        code = call(sys.argv[1:] if arguments is None else arguments)
    sys.exit(process.done(code))


def call(arguments: list[str]) -> int:
    """Run the command line and return its exit code; errors are told in one line on stderr."""
    # A plugin's own command prints as it likes.
    own = next((word for word in arguments if not word.startswith("-")), "") in COMMANDS
    if own and not _FOR_PROGRAMS.isdisjoint(arguments):
        from muse.cli.console import reserved

        with reserved():
            return _call(arguments)
    return _call(arguments)


def _call(arguments: list[str]) -> int:
    asked = os.environ.get("MUSE_DEBUG", "").lower() not in ("", "0", "no", "off", "false")
    debug = "--debug" in arguments or asked
    try:
        result = muse.main(arguments, prog_name="muse", standalone_mode=False)
        _flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return 0
    except click.ClickException as error:  # a usage error is 2
        return _fail(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _fail("cancelled", 130)
    except BrokenPipeError:
        from muse.cli.console import silence

        silence()
        return 0
    except BaseException as error:
        return _told(error, debug)


def _told(error: BaseException, debug: bool) -> int:
    from muse.errors import Cancelled, MuseError, described

    if isinstance(error, SystemExit):
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        return _fail(described(error).removeprefix("SystemExit: "), 1)
    if debug:
        import traceback

        traceback.print_exception(error)
    # click starts a new line for "cancelled", which fails where the terminal is gone.
    ended = isinstance(error, OSError) and isinstance(error.__context__, KeyboardInterrupt)
    if ended or isinstance(error, Cancelled):
        return _fail("cancelled", 130)
    if isinstance(error, MuseError):
        return _fail(str(error), error.exit_code)
    if isinstance(error, MemoryError):
        return _fail("memory ran out; close other programs, or ask for less", 1)
    if isinstance(error, OSError) and error.errno == errno.EMFILE:
        return _fail("too many files are open; raise the limit (ulimit -n)", 1)
    if isinstance(error, OSError) and error.errno in (errno.EIO, errno.ENOSPC, errno.EPIPE):
        place = error.filename or "standard output"
        return _fail(f"{place} can't be written ({error.strerror})", 1)
    if isinstance(error, OSError) and error.filename and error.strerror:
        return _fail(f"{error.filename} can't be used ({error.strerror})", 1)
    return _fail(f"internal error: {described(error)}; please report it, --debug shows where", 1)


def _fail(message: str, code: int) -> int:
    from muse.errors import printable

    line = printable(" ".join(message.split()))
    if len(line) > _LONGEST:
        line = f"{line[: _LONGEST - 400]} ... {line[-390:]}"
    if sys.stderr is not None:
        with suppress(OSError):  # the terminal is gone, and with it whoever would read this
            click.echo(f"muse: {line}", err=True)
    return code


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()
