"""`muse convert FILE.pkl`: a StyleGAN that others trained, as .safetensors."""

from pathlib import Path

import click


@click.command(
    "convert",
    help="Convert a StyleGAN from a pickle to .safetensors; nothing that the pickle holds is run.",
    epilog="Reads the .pkl of NVIDIA's StyleGAN2, StyleGAN2-ADA and StyleGAN3, and the .pt of"
    " rosinality's StyleGAN2. Then: muse run image -g stylegan --model FILE.safetensors",
)
@click.argument("file", metavar="FILE")
@click.option(
    "-o", "--output", metavar="FILE", help="The new file; FILE.safetensors here if omitted."
)
@click.option(
    "--licence",
    metavar="LICENCE",
    help="The licence of the weights, where you know it; else NVIDIA's where the file is NVIDIA's"
    " or made of it, and unknown for others.",
)
@click.option("--half", is_flag=True, help="Half precision: half as large, slightly different.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def convert(
    file: str, output: str | None, licence: str | None, half: bool, force: bool, as_json: bool
) -> None:
    """Convert in a process of its own and tell what the file holds."""
    from muse import RequestError, files
    from muse.cli.console import out, out_json, safe, say, size
    from muse.cli.progress import ProgressBar
    from muse.contract.events import Progress
    from muse.weights import licences
    from muse_image.converting import apart

    source = files.expanded(file)
    target = files.expanded(output) if output else Path(source.with_suffix(".safetensors").name)
    if licence is not None and not licence.strip():
        raise RequestError("--licence is empty", hint="leave it out, or name one: cc0-1.0")
    with ProgressBar("convert") as bar:
        told = apart.convert(
            source,
            target,
            licence=" ".join((licence or "").split()),
            half=half,
            force=force,
            progress=lambda done, total: bar.show(Progress(done, total, "converting")),
        )
    if as_json:
        out_json({"file": str(target), **told})
        return
    settings = told["settings"]
    classes = f", {settings['classes']} classes" if settings["classes"] else ""
    out(f"{safe(target)}  {size(told['size'])}")
    out(f"  network   {told['network']}, {settings['size']} x {settings['size']} px{classes}")
    out(f"  origin    {safe(told['origin'], 140)}")
    out(f"  sha256    {told['origin_sha256']}")
    out(f"  licence   {safe(str(licences.of(told['license'])), 140)}")
    for note in told["notes"]:
        say(f"note: {safe(note, 200)}")
