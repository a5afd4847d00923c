"""The MCP server: tools, resources and tasks, whichever way its messages come."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    EmptyResult,
    ListToolsResult,
    PaginatedRequestParams,
    Tool,
    ToolAnnotations,
)

from muse import MuseError
from muse_server import bodies, logs
from muse_server.assistants import asked, tasks
from muse_server.assistants.calls import Answer, Calls, refused
from muse_server.assistants.resources import Resources
from muse_server.problems import Problem
from muse_server.service import Service

Context = ServerRequestContext[Any, Any]

_INSTRUCTIONS = (
    "Muse makes pictures, music and text on the user's own machine. `make` makes something, by the"
    " default generator of its medium unless one is named; `generators` tells what there is."
    " `change` makes an artifact again by the same seed with some fields changed. Work that takes"
    " longer than a call goes on as a job: ask `job` for it by its id. Everything stays in the"
    " library, where `find` finds it. The report of an artifact says what was understood of a"
    " prompt and what wasn't: tell the user of the latter."
)


@dataclass(frozen=True)
class _Tool:
    name: str
    title: str
    description: str
    arguments: type[asked.Arguments]
    call: Callable[[Context, Any], Awaitable[Answer]]
    reads: bool = False
    again: bool = False

    def told(self, schema: dict[str, Any]) -> Tool:
        hints = ToolAnnotations(
            read_only_hint=self.reads,
            destructive_hint=False,
            idempotent_hint=self.reads or self.again,
            open_world_hint=False,
        )
        return Tool(
            name=self.name,
            title=self.title,
            description=self.description,
            input_schema=schema,
            annotations=hints,
        )


def build(service: Service, working: Callable[[], None] = lambda: None) -> Server[Any]:
    """Return the server; `working` is called (in a thread) before a job is waited for."""
    own = _Server(service, working)
    resources = Resources(service)
    server: Server[Any] = Server(
        "muse",
        version=version("muse-host"),
        title="Muse",
        instructions=_INSTRUCTIONS,
        get_tool_input_schema=lambda name: None,  # no argument goes in a header
        on_list_tools=own.list,
        on_list_resources=resources.list,
        on_list_resource_templates=resources.templates,
        on_read_resource=resources.read,
    )
    server.add_request_handler("tools/call", CallToolRequestParams, own.call)
    server.extensions[tasks.EXTENSION] = {}
    server.add_request_handler("tasks/get", tasks.TaskParams, own.task)
    server.add_request_handler("tasks/update", tasks.UpdateParams, own.update)
    server.add_request_handler("tasks/cancel", tasks.TaskParams, own.cancel)
    return server


class _Server:
    def __init__(self, service: Service, working: Callable[[], None]) -> None:
        self._service = service
        self._keys = tasks.Keys(service.host.library.folder)
        self._working = working
        self._calls = Calls(service, self._keys, working)
        self._tools = {tool.name: tool for tool in _tools(self._calls)}

    async def list(
        self, context: Context, params: PaginatedRequestParams | None
    ) -> ListToolsResult:
        def told() -> list[Tool]:
            return [
                tool.told(
                    asked.of_make(self._service.host)
                    if tool.arguments is asked.Make
                    else asked.schema(tool.arguments)
                )
                for tool in self._tools.values()
            ]

        return ListToolsResult(tools=await self._service.read(told))

    async def call(self, context: Context, params: CallToolRequestParams) -> Answer:
        tool = self._tools.get(params.name)
        if tool is None:
            known = ", ".join(self._tools)
            raise MCPError(INVALID_PARAMS, f"there is no tool {params.name[:60]!r}; {known}")
        try:
            given = bodies.checked(params.arguments or {}, tool.arguments)
            return await tool.call(context, given)
        except MuseError as error:
            return refused(str(error))
        except Problem as problem:
            return refused(
                f"{problem.message}; {problem.hint}" if problem.hint else problem.message
            )
        except MCPError:
            raise
        except Exception as error:
            logs.log.error("internal error", exc_info=error, extra={"told": {"tool": tool.name}})
            raise MCPError(INTERNAL_ERROR, "something went wrong inside") from None

    async def task(self, context: Context, params: tasks.TaskParams) -> dict[str, Any]:
        job = await self._job(context, params.task_id)
        await self._service.write(self._working)
        job = await self._service.job(job.id)
        result: CallToolResult | None = None
        if job.is_over and job.state != "cancelled":
            result = await self._calls.result(context, job, job.state)
        return tasks.state(params.task_id, job, result)

    async def update(self, context: Context, params: tasks.UpdateParams) -> EmptyResult:
        await self._job(context, params.task_id)
        return EmptyResult()

    async def cancel(self, context: Context, params: tasks.TaskParams) -> EmptyResult:
        job = await self._job(context, params.task_id)
        await self._service.cancel(job.id)
        return EmptyResult()

    async def _job(self, context: Context, task: str) -> Any:
        tasks.check(context)
        try:
            id = await self._service.read(lambda: self._keys.job(task))
            return await self._service.job(id)
        except MuseError:
            raise tasks.unknown() from None


def _tools(calls: Calls) -> list[_Tool]:
    return [
        _Tool(
            "make",
            "Make something",
            "Make a picture, a piece of music or a text from a prompt and other fields.",
            asked.Make,
            calls.make,
        ),
        _Tool(
            "change",
            "Change what was made",
            "Make an artifact of the library again, by the same seed, with some fields changed."
            " The artifact itself stays.",
            asked.Change,
            calls.change,
        ),
        _Tool(
            "job",
            "Look at a job",
            "Answer with what a job made, or how far it is.",
            asked.JobAsked,
            calls.job,
        ),
        _Tool(
            "find",
            "Find what was made",
            "Search the library, the newest first.",
            asked.Find,
            calls.find,
            reads=True,
        ),
        _Tool(
            "rate",
            "Rate what was made",
            "Keep a rating, a note or tags of an artifact.",
            asked.Rate,
            calls.rate,
            again=True,
        ),
        _Tool(
            "generators",
            "List the generators",
            "List what can make things here; with a name, the schema of its fields.",
            asked.GeneratorsAsked,
            calls.generators,
            reads=True,
        ),
    ]
