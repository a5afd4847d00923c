"""The session of a browser: a cookie that stands for the token, so that pages needn't keep it."""

import hmac

NAME = "muse-session"
_MEANS = b"muse: a session of a browser"
_LASTS = 365 * 86_400
"""Seconds for which a browser keeps it; another token ends it sooner."""


class Session:
    """What stands for a token; without one nothing does."""

    def __init__(self, token: str | None) -> None:
        self._token = token.encode() if token else None
        self._value = hmac.digest(self._token, _MEANS, "sha256").hex() if self._token else ""

    @property
    def wanted(self) -> bool:
        """Whether this server wants a token."""
        return self._token is not None

    def is_token(self, given: bytes) -> bool:
        """Whether somebody gave the token, in a time that doesn't tell how much of it is right."""
        return self._token is not None and hmac.compare_digest(given, self._token)

    def is_cookie(self, header: str) -> bool:
        """Whether the cookies of a request have the session."""
        if not self._value:
            return False
        for part in header.split(";"):
            name, _, value = part.strip().partition("=")
            given = value.encode("utf-8", "replace")
            if name == NAME and hmac.compare_digest(given, self._value.encode()):
                return True
        return False

    def header(self, *, secure: bool, ends: bool = False) -> str:
        """Return the header that gives a browser the cookie, or takes it away."""
        value, lasts = ("", 0) if ends else (self._value, _LASTS)
        last = "; Secure" if secure else ""
        return f"{NAME}={value}; Max-Age={lasts}; Path=/; HttpOnly; SameSite=Strict{last}"
