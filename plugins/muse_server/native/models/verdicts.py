"""Where a file comes from, as checks of plugins say."""

from typing import Literal

from pydantic import BaseModel, Field


class Verdict(BaseModel):
    """What a file is, by whom, and why that is said; what nobody knows is empty."""

    file: str = Field(description="What the file is called.")
    kind: Literal["ours", "changed", "other", "mark", "nothing"] = Field(
        description="ours: this Muse made it, and it is unchanged since. changed: it was signed, "
        "and changed since. other: somebody else signed it, and it is unchanged since. mark: no "
        "signature holds, but it carries a mark. nothing: none of these."
    )
    by: str = Field("", description="The check that says so.")
    reasons: list[str] = Field([], description="What was looked at, a sentence each.")
    signer: str = Field("", description="The name in the certificate: what somebody calls itself.")
    own_key: bool = Field(False, description="Whether the key of the signature is this Muse's.")
    made_by: str = Field("", description="The generator.")
    model: str = ""
    made: str = Field("", description="When, in ISO 8601.")
    source: str = Field("", description="How it came to be, in C2PA's words.")
    title: str = ""
    mark: str = Field("", description="The mark in it, in hexadecimal digits.")
    artifact: str = Field("", description="The artifact of this library whose it is.")
    where: list[str] = Field([], description="What was changed.")
    ingredients: list[str] = Field([], description="What it was made from.")
    rights: dict[str, str] = Field({}, description="Whose it is, as the file says.")
    work: str = Field("", description="The SHA-256 of the work that a certificate is of.")
