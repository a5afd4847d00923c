"""What a sandboxed worker doesn't see: secrets, sockets of services, and the library's database."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from muse.folders import config_folder, data_folder

_HOME = (
    *(".ssh", ".gnupg", ".pki", ".netrc", ".authinfo", ".authinfo.gpg", ".password-store"),
    *(
        ".git-credentials",
        ".config/git/credentials",
        ".config/gh",
        ".config/glab-cli",
        ".config/hub",
    ),
    *(".aws", ".azure", ".config/gcloud", ".oci", ".kube", ".docker"),
    *(
        ".config/containers",
        ".terraform.d",
        ".vault-token",
        ".config/rclone",
        ".config/doctl",
        ".s3cfg",
    ),
    *(".config/sops", ".npmrc", ".yarnrc.yml", ".pypirc", ".gem/credentials", ".m2/settings.xml"),
    *(".cargo/credentials", ".cargo/credentials.toml", ".gradle/gradle.properties"),
    *(".pgpass", ".my.cnf", ".mylogin.cnf", ".dbshell", ".rediscli_history"),
    *(".huggingface", ".cache/huggingface/token", ".cache/huggingface/stored_tokens"),
    *(".kaggle", ".wandb", ".config/wandb", ".openai", ".anthropic", ".claude", ".codex"),
    *(".config/op", ".config/1Password", ".1password", ".config/Bitwarden", ".config/keepassxc"),
    *(".local/share/keyrings", ".local/share/kwalletd", ".local/share/gnupg"),
    *(".mozilla", ".thunderbird", ".config/google-chrome", ".config/chromium", ".config/vivaldi"),
    *(".config/google-chrome-beta", ".config/google-chrome-unstable", ".config/BraveSoftware"),
    *(".config/microsoft-edge", ".config/opera", ".config/librewolf", ".librewolf", ".zen"),
    *(".local/share/evolution", ".config/evolution", ".local/share/TelegramDesktop"),
    *(".config/Signal", ".config/Slack", ".config/discord", ".config/Element", ".purple"),
    *(".bitcoin", ".ethereum", ".electrum", ".monero", ".config/solana", "snap", ".var/app"),
    *(".bash_history", ".zsh_history", ".history", ".local/share/fish/fish_history"),
    *(
        ".python_history",
        ".node_repl_history",
        ".psql_history",
        ".mysql_history",
        ".sqlite_history",
    ),
    *(".sqlite_history", ".ICEauthority", ".Xauthority", ".lesshst", ".viminfo"),
)
"""Files and folders in the home folder: keys, passwords, browsers, mail, chats, histories."""

_SYSTEM = (
    *("/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-", "/etc/ssl/private"),
    *("/etc/ssh", "/etc/sudoers", "/etc/sudoers.d", "/etc/wireguard", "/etc/NetworkManager"),
    *("/var/lib/lxd", "/var/snap", "/var/lib/incus", "/var/lib/docker", "/var/spool", "/var/mail"),
)
"""What only root could read, should Muse be run as root, and sockets that give all rights."""

PASSING = ("/tmp", "/var/tmp")
"""Folders that are empty in a sandbox, and its own."""

_KEPT_OF_RUN = ("current-system", "opengl-driver", "systemd/resolve", "nvidia-persistenced")
"""What of /run is seen: programs and drivers of NixOS, names of machines, and a card's service."""

_OF_LIBRARY = ("files", "inputs")
"""What of the library is seen: what was made and handed in, and not what is told of it."""


def plan(readable: Iterable[str], writable: Iterable[str]) -> list[tuple[str, str]]:
    """Return paths and what is done to each: `hide`, `empty` (its own, to write to), `show`,
    `write`; in the order to do it, what lies in another after it. All the rest is shown.
    """
    wanted = {
        **dict.fromkeys(_hidden(), "hide"),
        **dict.fromkeys(PASSING, "empty"),
        **dict.fromkeys([*_shown(), *map(os.path.realpath, readable)], "show"),
        **dict.fromkeys(map(os.path.realpath, writable), "write"),
    }
    done: dict[str, str] = {}
    for path, kind in sorted(wanted.items()):
        over = [each for each in done if path.startswith(f"{each}/")]
        above = done[over[-1]] if over else "show"
        if kind == above or (kind == "hide" and above == "empty"):
            continue
        if kind == "write" or os.path.lexists(path):
            done[path] = kind
    return list(done.items())


def is_seen(path: str, planned: Sequence[tuple[str, str]]) -> bool:
    """Whether a file, given by its real path, is where it is outside; `planned` is a plan."""
    over = [kind for each, kind in planned if path == each or path.startswith(f"{each}/")]
    return not over or over[-1] in ("show", "write")


def make_ready() -> None:
    """Make the folders of the library that are seen, since what comes into them later is, too."""
    for name in _OF_LIBRARY:
        with suppress(OSError):
            os.makedirs(os.path.join(data_folder(), name), exist_ok=True)


def _hidden() -> Iterator[str]:
    """Yield the files and folders that are hidden, where they are there."""
    home = Path(os.path.expanduser("~"))
    asked = [home / name for name in _HOME]
    asked += [*map(Path, _SYSTEM), *_tokens(), *_elsewhere()]
    asked += [Path("/run"), config_folder(), data_folder()]
    yield from (os.path.realpath(each) for each in asked)


def _shown() -> Iterator[str]:
    """Yield what is seen all the same of what is hidden."""
    yield from (f"/run/{name}" for name in _KEPT_OF_RUN)
    data = os.path.realpath(data_folder())
    yield from (os.path.join(data, name) for name in _OF_LIBRARY)


def _tokens() -> Iterator[Path]:
    """Yield where the hub's tokens are."""
    if place := os.environ.get("HF_TOKEN_PATH"):
        yield Path(place)
    if place := os.environ.get("HF_HOME"):
        yield from (Path(place, "token"), Path(place, "stored_tokens"))


def _elsewhere() -> Iterator[Path]:
    """Yield what variables put elsewhere: configurations and data by XDG, and keys."""
    for variable, usual in (("XDG_CONFIG_HOME", ".config"), ("XDG_DATA_HOME", ".local/share")):
        if place := os.environ.get(variable):
            yield from (
                Path(place, name[len(usual) + 1 :])
                for name in _HOME
                if name.startswith(f"{usual}/")
            )
    for variable in ("GNUPGHOME", "KUBECONFIG", "AWS_SHARED_CREDENTIALS_FILE", "DOCKER_CONFIG"):
        if place := os.environ.get(variable):
            yield Path(place)
