"""What the server tells of its work: a line for each request, as text or as JSON."""

import json
import logging
import sys
import time
from typing import Any
from urllib.parse import quote

from muse.errors import printable

_PLAIN = "/:@!$&'()*+,;=~"

log = logging.getLogger("muse.server")


def request(method: str, path: str, status: int, seconds: float, id: str) -> None:
    """Tell of a request that was answered; never of its query, headers or body."""
    told = {
        "method": method,
        "path": quote(path[:200], safe=_PLAIN),
        "status": status,
        "ms": round(seconds * 1e3, 1),
    }
    log.info("request", extra={"told": {**told, "request": id}})


def tell(event: str, **told: Any) -> None:
    """Tell of something that happened."""
    log.info(event, extra={"told": told})


def start(format: str, *, quiet: bool = False) -> None:
    """Write the log to stderr: `format` is `text` or `json`; a quiet one tells of trouble alone."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if format == "json" else _Text())
    for logger in (log, logging.getLogger("uvicorn.error")):
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.WARNING if quiet else logging.INFO)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "told", {})
        rest = " ".join(f"{name}={_line(value)}" for name, value in told.items())
        text = f"{time.strftime('%H:%M:%S')} {record.getMessage()} {rest}".rstrip()
        if record.exc_info:
            text = f"{text}\n{self.formatException(record.exc_info)}"
        return printable(text)


def _line(value: object) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in str(value))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {"time": record.created, "level": record.levelname.lower()}
        told |= {"event": record.getMessage(), **getattr(record, "told", {})}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)
