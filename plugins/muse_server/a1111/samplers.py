"""A1111's names of samplers and schedulers, and what a field `scheduler` calls them."""

from collections.abc import Collection

SAMPLERS = {
    "Euler": "euler",
    "Euler a": "euler-a",
    "Heun": "heun",
    "DPM2": "dpm2",
    "DPM2 a": "dpm2-a",
    "DPM++ 2M": "dpm++",
    "DPM++ SDE": "dpm++-sde",
    "DDIM": "ddim",
    "DDPM": "ddpm",
    "DEIS": "deis",
    "PLMS": "pndm",
    "UniPC": "unipc",
    "LCM": "lcm",
}
"""A1111's sampler -> ours."""

SCHEDULERS = {"automatic": "Automatic", "karras": "Karras"}
"""A1111's schedulers, by their names and labels."""

_KARRAS = "-karras"
_SUFFIX = " karras"


def scheduler(sampler: str, schedule: str, known: Collection[str]) -> str | None:
    """Return our name of a sampler with its schedule, one of `known`; None where there is none.

    Names of ours are taken, too.
    """
    name = " ".join(sampler.lower().split())
    karras = name.endswith(_SUFFIX) or schedule.lower() == "karras"
    name = name.removesuffix(_SUFFIX)
    plain = next((ours for theirs, ours in SAMPLERS.items() if theirs.lower() == name), name)
    wanted = plain + _KARRAS if karras and not plain.endswith(_KARRAS) else plain
    return next((each for each in (wanted, plain) if each in known), None)
