"""The commands: `muse serve`. What they need is imported when they run."""

import click


@click.command("serve", help="Serve Muse over HTTP: jobs, and the APIs of other programs.")
@click.option("--host", metavar="ADDRESS", help="Where to listen. Default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 7860; 0 takes a free one.")
@click.option(
    "--workers",
    type=click.IntRange(0, 256),
    help="Processes for generators without weights. Default: half of the cores; with --on, workers"
    " for all jobs, one a GPU or else a core.",
)
@click.option(
    "--on",
    metavar="WHERE",
    help="What makes the jobs: local, or an executor of a plugin (ray, ray://host).",
)
@click.option("--token", is_flag=True, help="Want the token from this machine's own programs, too.")
@click.option(
    "--grace",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long jobs at work may go on when it stops. Default: 20.",
)
@click.option("--open", "page", metavar="PATH", help="Open a page of it in the browser: --open /.")
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text")
@click.option("-q", "--quiet", is_flag=True, help="Tell of trouble alone.")
def serve(
    host: str | None,
    port: int | None,
    workers: int | None,
    on: str | None,
    token: bool,
    grace: float | None,
    page: str | None,
    log_format: str,
    quiet: bool,
) -> None:
    """Serve until Ctrl-C: jobs at work may end then, and the others wait for the next start."""
    from muse_server import logs, serving, settings

    table = serving.table()
    chosen = settings.read(table, host=host, port=port, workers=workers, on=on, grace=grace)
    logs.start(log_format, quiet=quiet)
    serving.serve(chosen, always_token=token, page=page)


@click.command("mcp", help="Serve Muse to one program over stdin and stdout (MCP).")
def mcp() -> None:
    """Speak the Model Context Protocol until standard input ends."""
    from muse_server import logs
    from muse_server.assistants import stdio

    logs.start("text", quiet=True)
    stdio.serve()
