"""The hooks, where the extra `provenance` is installed; without it there are none, and no cost."""

from importlib.util import find_spec

if find_spec("c2pa") is not None:
    from muse_provenance.marking import muse_environment as muse_environment
    from muse_provenance.marking import muse_generate as muse_generate
    from muse_provenance.signing import muse_sign as muse_sign
    from muse_provenance.signing import muse_signed as muse_signed
