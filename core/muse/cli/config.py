"""`muse config`: the settings and where they are kept."""

import json

import click

from muse.cli.console import out, out_json, say
from muse.running.host import Host


@click.command("config", help="Show the settings and where they are kept.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """Show every setting as it holds now, as TOML; the path of the file goes to stderr."""
    with Host() as host:
        chosen = host.config.defaults
        defaults = {
            medium: chosen.get(medium) or host.plugins.default(medium, None)
            for medium in host.plugins.media()
            if medium in chosen or medium in host.plugins.index.defaults
        }
        config, path = host.config, host.config.path
    plain = {"embed": config.embed, "device": config.device, "keep": config.keep}
    plain["keep_alive"] = config.keep_alive
    if as_json:
        out_json(
            {
                **plain,
                "defaults": defaults,
                "fields": config.fields,
                "isolated": config.isolated,
                "path": str(path),
            }
        )
        return
    say(f"# {path}" + ("" if path and path.exists() else " (no such file: defaults apply)"))
    for name, value in plain.items():
        out(f"{name} = {json.dumps(value)}")
    out("\n[defaults]")
    for medium, name in defaults.items():
        out(f'{medium} = "{name}"' + ("  # set by you" if medium in chosen else ""))
    if config.isolated:
        out("\n[isolated]")
        for name, value in config.isolated.items():
            out(f"{name} = {json.dumps(value)}")
    for name, values in config.fields.items():
        out(f'\n[fields."{name}"]')
        for field, value in values.items():
            out(f"{field} = {json.dumps(value, ensure_ascii=False)}")
