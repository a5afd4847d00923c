"""What a run uses of others: its licences told, and refused where the run is for commercial use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from muse.contract.report import Report
from muse.errors import RequestError

_OFFERED = 3
"""Models that an error names instead of one that is refused."""


@dataclass(frozen=True)
class Licensing:
    """Whether a run is for `commercial` use, and `own`: what the user says of licences, by name."""

    commercial: bool = False
    own: Mapping[str, str] = field(default_factory=dict)

    def tell(self, name: str, licence: str, report: Report) -> None:
        """Put the licence of something into a report; RequestError where it doesn't allow the use.

        Conditions are noted in a run for commercial use.
        """
        from muse.weights import licences

        found = licences.settled(name, licence, self.own)
        if self.commercial:
            self.refuse(name, licence)
            if found.use == "conditions":
                report.note(
                    f"{name} may be used commercially with conditions ({found.name}): "
                    f"{found.conditions}."
                )
        told = {"licence": found.name, "commercial": found.use}
        report.licences[name] = told | (
            {"conditions": found.conditions} if found.conditions else {}
        )

    def refuse(self, name: str, licence: str) -> None:
        """Raise RequestError where a run for commercial use may not use something."""
        from muse.weights import licences, short_names

        found = licences.settled(name, licence, self.own)
        if not self.commercial or found.use in ("yes", "conditions"):
            return
        others = short_names.freer(name)[:_OFFERED]
        instead = f"--model {' or '.join(others)} may be" if others else ""
        if found.use == "no":
            raise RequestError(
                f"{name} may not be used commercially (its licence is {found.name})",
                hint=instead
                or "choose another generator or model: muse pull lists models and their licences",
            )
        given = found.name == licences.UNKNOWN
        why = "no licence is given" if given else f"its licence is {found.name}"
        allow = f'if it may, put "{name}" = "yes" below [licences] in config.toml'
        raise RequestError(
            f"nobody knows whether {name} may be used commercially ({why})",
            hint=f"{allow}, or {instead}" if instead else allow,
        )
