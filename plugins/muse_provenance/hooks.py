"""The hooks; without the extra `provenance` there is the one for rights alone."""

from importlib.util import find_spec

from muse_provenance.rights.formats import muse_formats as muse_formats

if find_spec("c2pa") is not None:
    from muse_provenance.marking import muse_environment as muse_environment
    from muse_provenance.marking import muse_generate as muse_generate
    from muse_provenance.signing import muse_sign as muse_sign
    from muse_provenance.signing import muse_signed as muse_signed
