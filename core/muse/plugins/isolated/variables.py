"""The variables of the environment that a worker gets: what is harmless, and where it may write."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

_HARMLESS = re.compile(
    r"PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|TZ|TERM|COLUMNS|LINES|NO_COLOR|LD_LIBRARY_PATH"
    r"|(?:LC|XDG|HF|HUGGINGFACE|TRANSFORMERS|TORCH|PYTORCH|TORCHINDUCTOR|TRITON|TF|XLA|JAX)_\w+"
    r"|(?:CUDA|CUBLAS|CUDNN|NCCL|NVIDIA|ROCM|ROCR|HSA|HIP|AMD|GPU|MESA|ORT|ONEAPI|SYCL|ZE)_\w+"
    r"|(?:OMP|KMP|MKL|GOTO|OPENBLAS|BLIS|VECLIB|NUMEXPR|NUMBA|MALLOC)_\w+"
    r"|MUSE_DEVICE|MUSE_PLUGINS|TMPDIR|NIX_LD\w*|ESPEAK_DATA_PATH|FONTCONFIG_\w+"
    r"|(?:ALLUSERSPROFILE|APPDATA|COMSPEC|LOCALAPPDATA|NUMBER_OF_PROCESSORS|PATHEXT|PROGRAMDATA)"
    r"|(?:PROCESSOR_ARCHITECTURE|PROGRAMFILES|SYSTEMDRIVE|SYSTEMROOT|TEMP|TMP|USERPROFILE|WINDIR)"
)
_SECRET = re.compile(r"TOKEN|SECRET|PASS|CREDENTIAL|AUTH|SESSION|(?:^|_)(?:API)?KEYS?(?:_|$)")
_NETWORK = re.compile(
    r"(?:https?|all|no)_proxy|SSL_CERT_(?:FILE|DIR)|(?:REQUESTS|CURL)_CA_BUNDLE", re.IGNORECASE
)
_OWN_CACHES = {
    "MPLCONFIGDIR": "matplotlib",
    "NUMBA_CACHE_DIR": "numba",
    "TORCHINDUCTOR_CACHE_DIR": "inductor",
    "TRITON_CACHE_DIR": "triton",
}
"""Variables of libraries that keep what they made, and the folder that each gets."""


def variables(
    state: Path, *, network: bool = False, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the variables for a worker: no tokens and keys, and caches in its own `state` folder.

    `given` are those of this process unless others are. Muse's own folders are in `state` too;
    models of the hub are looked for where this process looks. What says how to reach the network
    comes only with `network`.
    """
    given = os.environ if given is None else given
    kept = {
        name: value
        for name, value in given.items()
        if (_HARMLESS.fullmatch(name.upper()) and not _SECRET.search(name.upper()))
        or (network and _NETWORK.fullmatch(name))
    }
    cache = state / "cache"
    home = kept.get("HOME") or os.path.expanduser("~")
    usual = kept.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    kept.setdefault("HF_HOME", os.path.join(usual, "huggingface"))
    kept |= {f"XDG_{kind.upper()}_HOME": str(state / kind) for kind in ("cache", "config", "data")}
    kept["MUSE_HOME"] = str(state / "muse")
    kept.pop("XDG_RUNTIME_DIR", None)
    if not network:
        kept["HF_HUB_OFFLINE"] = "1"
    return {**kept, **{name: str(cache / part) for name, part in _OWN_CACHES.items()}}
