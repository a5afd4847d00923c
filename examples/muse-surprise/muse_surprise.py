"""`muse surprise`: something that you didn't ask for, of the examples of a medium's generator."""

import random

import click


@click.command("surprise")
@click.argument("medium", default="image")
@click.option("--seed", type=int, help="Choose the same again.")
@click.option("-o", "--output", default="./", help="A file or a folder.")
def command(medium: str, seed: int | None, output: str) -> None:
    """Make something that you didn't ask for."""
    from muse import Host, RequestError

    with Host() as host:
        name = host.choose(medium)
        prompts = host.schema(name)["properties"].get("prompt", {}).get("examples")
        if not prompts:
            raise RequestError(f"{name} gives no examples", hint="try another medium")
        dice = random.Random(seed)
        prompt = dice.choice(prompts)
        made = host.run(name, prompt=prompt, seed=dice.randrange(2**32), output=output)
        click.echo(f"{prompt}: {made.paths[0]}")
