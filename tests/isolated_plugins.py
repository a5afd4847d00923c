"""Plugins of tests that are isolated: in a small environment that sees this one's packages."""

import shutil
import subprocess
import sys
import textwrap
import venv
from collections.abc import Mapping
from pathlib import Path

from muse.contract.version import CONTRACT
from muse.plugins.isolated import registry, selftest


def environment(place: Path, *modules: Path) -> Path:
    """Make an environment whose Python sees this one's packages, and has modules."""
    if not place.exists():
        venv.EnvBuilder(symlinks=True, with_pip=False).create(place)
    here = registry.interpreter(place)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = place / "lib" / version / "site-packages"
    seen = [path for path in sys.path if path.endswith("site-packages")]
    site.joinpath("of-tests.pth").write_text("\n".join(seen) + "\n")
    for path in modules:
        if path.is_dir():
            shutil.copytree(path, site / path.name, dirs_exist_ok=True)
        else:
            shutil.copy(path, site)
    assert here.exists()
    return place


def isolate(
    name: str,
    code: str,
    generators: Mapping[str, str],
    folder: Path,
    *,
    network: bool = False,
) -> registry.Installed:
    """Have a plugin of one module, given as code, installed isolated; return its record."""
    module = name.replace("-", "_")
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(f"{module}.py").write_text(textwrap.dedent(code), encoding="utf-8")
    place = registry.environments() / f"{name}-{'0' * 12}"
    place.parent.mkdir(parents=True, exist_ok=True)
    environment(place, folder / f"{module}.py")
    addressed = {each: f"{module}:{cls}" for each, cls in generators.items()}
    return register(name, addressed, place, network=network)


def register(
    name: str,
    addressed: Mapping[str, str],
    place: Path,
    *,
    network: bool = False,
    sandbox: bool = True,
) -> registry.Installed:
    """Keep the record of a plugin in an environment that is there; `addressed` as entry points."""
    module = next(iter(addressed.values())).partition(":")[0]
    state = registry.folder() / "state" / name
    told = selftest.try_out(
        registry.interpreter(place), name, addressed, network=network, state=state
    )
    made = registry.Installed(
        distribution=name,
        version="1.0",
        summary="of a test",
        source={} if sandbox else {"sandbox": False},
        environment=place,
        lock="0" * 64,
        python=told["python"],
        base=registry.base_of(place) or ("", 0, 0),
        muse=registry.own_version(),
        contract=CONTRACT,
        network=network,
        size=0,
        packages=told["packages"],
        entries=(
            *(("muse", each, value) for each, value in addressed.items()),
            ("muse.contract", CONTRACT, module),
        ),
        generators=told["generators"],
    )
    registry.write(made)
    return made


def workers() -> list[str]:
    """Return the command lines of this machine's workers."""
    found = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    return [line for line in found.splitlines() if "isolated/worker.py" in line]
