"""Who signs: a key and its certificates, made at first use or brought by the user.

`certificates` makes and checks them, `store` keeps them in the data folder.
"""

from muse_provenance.identity.certificates import Identity as Identity
from muse_provenance.identity.store import Store as Store
