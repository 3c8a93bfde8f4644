"""All URLs of the app: each screen as a page and as JSON, decisions, and the files that pages need."""

import asyncio
import json
import sys
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.app import articles, claim, conflicts, incidents, people, reuse, review, search, story, timeline
from firsthand.app.asking import Asked, AskingError, read_query, write_url
from firsthand.app.counting import Counting, Recount
from firsthand.app.decide import decide, read_sent, tell, withdraw_decision
from firsthand.app.desk import Desk, OpenCase
from firsthand.app.openapi import describe_api
from firsthand.app.screens import Screen, as_plain
from firsthand.app.security import Access, Guard
from firsthand.app.static_files import fixed, read_files, type_of
from firsthand.errors import CaseError, FirsthandError, UnknownError
from firsthand.rendering import make_environment, tell_version
from firsthand.views.lookup import Lookup
from firsthand.views.story import StoryView, view_story

SCREENS: tuple[Screen, ...] = (
    story.SCREEN,
    review.REVIEW,
    claim.SCREEN,
    reuse.PAIRS,
    reuse.PAIR,
    reuse.TEXTS,
    people.OUTLETS,
    incidents.SCREEN,
    conflicts.CONFLICTS,
    conflicts.FIGURES,
    conflicts.EDITS,
    timeline.TIMELINE,
    timeline.MAP,
    people.SOURCES,
    people.SOURCE,
    articles.ARTICLES,
    articles.ARTICLE,
    review.DECISIONS,
    search.SCREEN,
)
"""All screens, in the order of the menu."""

LONGEST_WAIT = 120.0
"""Seconds until an answer tells that a decision still waits to be counted."""


def make_app(desk: Desk, access: Access, person: str) -> Starlette:
    """The app over a case; `person` is the name of who decides, until another is given with a decision.

    Decisions that an earlier server wrote down and had no time to count are counted now.
    """
    counting = Counting(desk)
    if desk.waiting():
        counting.ask()
    pages = _Pages(desk, access, person, counting)
    routes = []
    for screen in SCREENS:
        path = "/index" if screen.path == "/" else screen.path
        routes.append(Route(f"{path}.json", pages.answer(screen, as_json=True)))
        routes.append(Route(screen.path, pages.answer(screen, as_json=False)))
    routes += [
        Route("/api", pages.tell_api),
        Route("/openapi.json", fixed(_as_json(describe_api(SCREENS)), "application/json")),
        Route("/state.json", pages.tell_state),
        Route("/decide", pages.post(decide), methods=["POST"]),
        Route("/withdraw", pages.post(withdraw_decision), methods=["POST"]),
        *(Route(f"/static/{name}", fixed(data, type_of(name))) for name, data in read_files().items()),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, access=access)],
        exception_handlers={HTTPException: pages.tell_error, FirsthandError: pages.tell_error},
    )


class _Pages:
    """Makes pages of screens; holds the desk and what stands on every page."""

    def __init__(self, desk: Desk, access: Access, person: str, counting: Counting) -> None:
        self.desk = desk
        self.access = access
        self.person = person
        self.counting = counting

    def answer(self, screen: Screen, *, as_json: bool) -> Callable[[Request], Any]:
        """The endpoint of a screen."""

        def make(request: Request) -> Response:
            values = {part.name: request.path_params[part.name] for part in screen.parts}
            path = screen.path.format(**values)
            asked = read_query(path, request.url.query, screen.parameters)
            asked = Asked(path, asked.values, values)
            kind = "application/json" if as_json else "text/html"
            with self.desk.lock:
                case = self.desk.newest()
                data = case.page(
                    f"{kind} {self.person} {len(self.desk.waiting())} {write_url(path, asked.values)}",
                    lambda: self._make(case, screen, asked, as_json),
                )
            return Response(data, media_type=kind, headers={"x-firsthand-generation": str(case.case.generation)})

        return self._safely(make)

    def _safely(self, make: Callable[[Request], Response]) -> Callable[[Request], Any]:
        """An endpoint that is carried out beside the others, and answers a fault of ours with one line."""

        async def endpoint(request: Request) -> Response:
            try:
                return await run_in_threadpool(make, request)
            except (FirsthandError, HTTPException):
                raise
            except Exception as error:  # noqa: BLE001 - the last line of defence: one line, never a bare traceback
                line = f"internal error, please report it: {type(error).__name__}: {error}"
                print(f"firsthand: {' '.join(line.split())}", file=sys.stderr)
                return await self.tell_error(request, HTTPException(500, line))

        return endpoint

    def _make(self, case: OpenCase, screen: Screen, asked: Asked, as_json: bool) -> bytes:
        view = screen.view(case, asked)
        if as_json:
            return json.dumps(as_plain(view), ensure_ascii=False).encode("utf-8", "replace")
        return self._render(screen.template, screen.heading, asked, case, view=view)

    def _render(self, template: str, heading: str, asked: Asked, case: OpenCase | None, **values: Any) -> bytes:
        page = (
            make_environment()
            .get_template(template)
            .render(
                heading=heading,
                asked=asked,
                screens=[screen for screen in SCREENS if screen.menu],
                case_name=self.desk.path.resolve().name,
                summary=case.once(_summary) if case else None,
                generation=case.case.generation if case else 0,
                waiting=len(self.desk.waiting()) if case else 0,
                token=self.access.token,
                person=self.person,
                version=tell_version(),
                link=write_url,
                **values,
            )
        )
        return page.encode("utf-8", "replace")

    def post(self, act: Callable[[Desk, dict[str, str]], str]) -> Callable[[Request], Any]:
        """The endpoint of something that is sent. It is written down at once; the answer comes when it is counted, or
        at once as well where `wait` says no.
        """

        async def endpoint(request: Request) -> Response:
            body = await request.body()
            sent: dict[str, str] = {}

            def write(request: Request) -> Response:
                sent.update(read_sent(body, self.access))
                sent["id"] = act(self.desk, sent)
                self.person = sent["by"]
                return Response()

            def answer(request: Request) -> Response:
                return self._answer_sent(request, sent, recount)

            failed: Response = await self._safely(write)(request)
            if failed.status_code != 200:
                return failed
            recount = await self._count(sent["wait"] != "no")
            told: Response = await self._safely(answer)(request)
            return told

        return endpoint

    async def _count(self, wait: bool) -> Recount | None:
        """Asks for a recount; gives it where it is waited for, ends soon enough, and nothing is in its way."""
        counted = self.counting.ask()
        if not wait:
            return None
        try:
            # Shielded: others may wait for the same recount.
            return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(counted)), LONGEST_WAIT)
        except (TimeoutError, FirsthandError):
            return None

    def _answer_sent(self, request: Request, sent: dict[str, str], recount: Recount | None) -> Response:
        told = tell(self.desk, sent["id"], self.counting.recount_of(sent["id"]) or recount)
        if "application/json" in request.headers.get("accept", ""):
            return Response(json.dumps(as_plain(told), ensure_ascii=False), media_type="application/json")
        with self.desk.lock:
            page = self._render(
                "app/decided.html", "Decided", Asked("/", {}), self.desk.newest(), told=told, back=sent["next"]
            )
        return Response(page, media_type="text/html")

    async def tell_state(self, request: Request) -> Response:
        """Which generation is the newest, which decisions wait, and what the last recounts changed."""
        state = await run_in_threadpool(self.counting.state)
        return Response(json.dumps(as_plain(state), ensure_ascii=False), media_type="application/json")

    async def tell_api(self, request: Request) -> Response:
        """The JSON of every screen, described for people."""

        def make() -> bytes:
            with self.desk.lock:
                return self._render("app/api.html", "JSON", Asked("/api", {}), self.desk.newest(), api=SCREENS)

        return Response(await run_in_threadpool(make), media_type="text/html")

    async def tell_error(self, request: Request, error: Exception) -> Response:
        """One line that says what is wrong, as a page or as JSON."""
        status, line = _status_of(error), str(getattr(error, "detail", error))
        if isinstance(error, HTTPException) and status == 404:
            line = "there is no such page"
        wants_json = request.url.path.endswith(".json") or "application/json" in request.headers.get("accept", "")
        if wants_json:
            return Response(json.dumps({"error": line}, ensure_ascii=False), status, media_type="application/json")
        page = self._render(
            "app/error.html", "Not found" if status == 404 else "Not done", Asked("/", {}), None, line=line
        )
        return Response(page, status, media_type="text/html")


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _status_of(error: Exception) -> int:
    """The HTTP status of what went wrong."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, AskingError):
        return 400
    return 404 if isinstance(error, UnknownError) else 503 if isinstance(error, CaseError) else 400


def _summary(lookup: Lookup) -> StoryView:
    return view_story(lookup)
