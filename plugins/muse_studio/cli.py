"""The command: `muse studio`. It serves Muse and opens the studio in a browser."""

import click


@click.command("studio", help="Open the studio in the browser: make, change, find and keep.")
@click.option("--host", metavar="ADDRESS", help="Where to listen. Default: 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 7860; 0 takes a free one.")
@click.option("--no-browser", is_flag=True, help="Open no browser; tell the address alone.")
@click.pass_context
def studio(ctx: click.Context, host: str | None, port: int | None, no_browser: bool) -> None:
    """Serve until Ctrl-C; what is being made then goes on at the next start."""
    root = ctx.find_root().command
    assert isinstance(root, click.Group)
    serve = root.get_command(ctx, "serve")
    if serve is None:
        ctx.fail("muse serve isn't installed; pip install muse-host brings it")
    page = "" if no_browser else "/studio/"
    with serve.make_context("serve", _options(host, port), parent=ctx) as inner:
        inner.params["page"] = page
        inner.params["quiet"] = True
        serve.invoke(inner)


def _options(host: str | None, port: int | None) -> list[str]:
    options = [] if host is None else ["--host", host]
    return options if port is None else [*options, "--port", str(port)]
