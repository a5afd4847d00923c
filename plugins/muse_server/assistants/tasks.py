"""MCP's extension for long work, `io.modelcontextprotocol/tasks`: a task is a job.

A job is on the disk before its task is told of, and stays until it is cleared. Who has a task's id
may follow and cancel it, so the id is the job's and a signature that nobody can guess: an HMAC by a
key that is kept with the library, so that every server of it knows its tasks, also after a restart.
"""

import hashlib
import hmac
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    MISSING_REQUIRED_CLIENT_CAPABILITY,
    CallToolResult,
    RequestParams,
)
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from muse import MuseError
from muse.errors import NotFound
from muse.library.jobs import Job

EXTENSION = "io.modelcontextprotocol/tasks"

_PAUSE = 1000
"""Milliseconds between two questions of a client."""

_KEY = 32
"""Bytes of the key."""

Context = ServerRequestContext[Any, Any]


class TaskParams(RequestParams):
    """Names a task."""

    task_id: str


class UpdateParams(TaskParams):
    """Answers to questions of a task; no job asks any."""

    input_responses: dict[str, Any] = {}


class Keys:
    """Signs the ids of jobs; the key is made at first use."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "tasks.key"

    def task(self, job: str) -> str:
        """Return the id of a job's task; in a thread."""
        mac = hmac.new(self._read(), f"task {job}".encode(), hashlib.sha256)
        return f"{job}-{mac.hexdigest()[:40]}"

    def job(self, task: str) -> str:
        """Return the id of a task's job; NotFound where the signature isn't right; in a thread."""
        job = task.partition("-")[0][:40]
        if not task.isascii() or not hmac.compare_digest(self.task(job), task):
            raise NotFound("there is no such task")
        return job

    def _read(self) -> bytes:
        # Each time: where there are no links, two servers may make one each, and the last one's is.
        return self._kept() or self._made()

    def _kept(self) -> bytes | None:
        """Return the key that is on the disk; None where none is, or not a whole one."""
        try:
            key = self._path.read_bytes()
        except FileNotFoundError:
            return None
        return key if len(key) == _KEY else None

    def _made(self) -> bytes:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        hidden = self._path.with_name(f".{secrets.token_hex(8)}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            with open(os.open(hidden, flags, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_KEY))
                file.flush()
                os.fsync(file.fileno())
            self._named(hidden)
        finally:
            hidden.unlink(missing_ok=True)
        key = self._kept()
        if key is None:
            raise MuseError("the key of the tasks can't be kept", hint=f"look at {self._path}")
        return key

    def _named(self, hidden: Path) -> None:
        """Give a new key its name: of two servers that start at once, the first one's stays."""
        try:
            os.link(hidden, self._path)
        except OSError:  # there is one already, or the file system has no links
            if self._kept() is None:
                os.replace(hidden, self._path)


def has(context: Context) -> bool:
    """Whether the client takes a task for an answer."""
    capabilities = context.session.client_capabilities
    extensions = (capabilities.extensions if capabilities else None) or {}
    return context.protocol_version in MODERN_PROTOCOL_VERSIONS and EXTENSION in extensions


def check(context: Context) -> None:
    """Refuse a client that didn't say that it knows tasks."""
    if context.protocol_version not in MODERN_PROTOCOL_VERSIONS:
        raise MCPError(METHOD_NOT_FOUND, "Method not found", context.method)
    if not has(context):
        raise MCPError(
            MISSING_REQUIRED_CLIENT_CAPABILITY,
            "the client doesn't declare that it knows tasks",
            {"requiredCapabilities": {"extensions": {EXTENSION: {}}}},
        )


def unknown() -> MCPError:
    """Return the error for a task that there isn't."""
    return MCPError(INVALID_PARAMS, "there is no such task; perhaps its job was cleared")


def created(task: str, job: Job) -> dict[str, Any]:
    """Return the answer of a tool that goes on as a task."""
    return {"resultType": "task", **_task(task, job, "working"), "statusMessage": job.state}


def state(task: str, job: Job, result: CallToolResult | None) -> dict[str, Any]:
    """Return what a task is at; `result` is what the tool answers once its job is over.

    A job that failed is a task that completed, with a result that tells of an error: `failed` is
    for faults of the protocol.
    """
    if job.state == "cancelled":
        return _task(task, job, "cancelled")
    if result is None:
        return {**_task(task, job, "working"), "statusMessage": job.state}
    dumped = result.model_dump(by_alias=True, mode="json", exclude_none=True)
    return {**_task(task, job, "completed"), "result": dumped}


def _task(task: str, job: Job, status: str) -> dict[str, Any]:
    return {
        "taskId": task,
        "status": status,
        "createdAt": _moment(job.created),
        "lastUpdatedAt": _moment(job.ended or job.heartbeat or job.started or job.created),
        "ttlMs": None,
        "pollIntervalMs": _PAUSE,
    }


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
