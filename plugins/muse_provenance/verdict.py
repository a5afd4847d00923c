"""What `muse verify` says of a file: one verdict, and the reasons for it."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Kind = Literal["ours", "changed", "other", "mark", "nothing"]
"""What a file is:

- `ours`: this Muse made and signed it, and it is unchanged since
- `changed`: it was signed, by this Muse or another, and changed since; `where` says what
- `other`: somebody else signed it, and it is unchanged since; `signer` says who
- `mark`: no signature holds, but it carries the mark of a recipe
- `nothing`: neither
"""

EXIT = {"ours": 0, "changed": 3, "other": 4, "mark": 5, "nothing": 6}
"""The exit code of `muse verify` for one file; 2 is a wrong request, and 1 a failure."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is, by whom, and why that is said.

    - `signer` is the name in the certificate, `own_key` whether its key is this Muse's, `made_by`
      the generator, `model` its model, `made` when, in ISO 8601
    - `source` is what C2PA says of how it came to be: `trainedAlgorithmicMedia` for networks,
      `algorithmicMedia` for what follows rules
    - `mark` has 16 hexadecimal digits, `artifact` is the id of the library whose it is
    - `where` names what changed, `reasons` tell what was looked at, a sentence each
    - `rights` are what the file says of whose it is, `work` the SHA-256 of what a certificate is of
    """

    file: str
    kind: Kind
    reasons: tuple[str, ...] = ()
    signer: str = ""
    own_key: bool = False
    made_by: str = ""
    model: str = ""
    made: str = ""
    source: str = ""
    title: str = ""
    mark: str = ""
    artifact: str = ""
    where: tuple[str, ...] = ()
    ingredients: tuple[str, ...] = ()
    rights: dict[str, str] = field(default_factory=dict)
    work: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON, what is empty left out."""
        return {name: value for name, value in asdict(self).items() if value}
