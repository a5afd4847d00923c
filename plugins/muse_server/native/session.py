"""The session: a page that was given the token once gets a cookie in its place."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from muse_server import bodies
from muse_server.native import models
from muse_server.native.replies import Operation, route
from muse_server.problems import Problem
from muse_server.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """Return the routes of the session, which need no token."""

    def cookie(request: Request, *, ends: bool = False) -> dict[str, str]:
        secure = request.url.scheme == "https"
        return {"set-cookie": service.session.header(secure=secure, ends=ends)}

    async def begin(request: Request) -> Response:
        asked = await bodies.read(request, models.SessionAsked)
        if not service.session.wanted:
            return Response(status_code=204)
        if not service.session.is_token(asked.token.strip().encode()):
            raise Problem(
                401,
                "wrong_token",
                "token: that isn't the token of this server",
                "the file server-token in Muse's folder config has it",
                (("www-authenticate", "Bearer"),),
            )
        return Response(status_code=204, headers=cookie(request))

    async def end(request: Request) -> Response:
        return Response(status_code=204, headers=cookie(request, ends=True))

    return [
        route("POST", "/session", begin, Operation(
            "Get a cookie that stands for the token.", {204: None}, body=models.SessionAsked,
            wrong=(422,),
        )),
        route("DELETE", "/session", end, Operation("Take the cookie away.", {204: None})),
    ]  # fmt: skip
