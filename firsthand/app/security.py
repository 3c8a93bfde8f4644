"""Who may ask and what may be sent: checked before any page is made.

The server listens on this machine only. Other programs, other users and other sites in the same browser are kept out:
by the name that was asked for (DNS rebinding), by a key that only the user's browser has, by the origin of what is sent
and a token that only our pages hold. Nothing may be put into a page but its own style and script.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_TARGET = 8_192
"""Characters of a path with its query at most."""
LARGEST_BODY = 32_768
"""Bytes that may be sent: a judgement with its note."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content Security Policy: no script or style inside a page, nothing from elsewhere."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Access:
    """What lets a browser in, made anew by each start of the server."""

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Opens the app: it stands in the address that is printed, and then in a cookie."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """Stands in our own pages, and is sent back with each decision."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Names under which the app may be asked for."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    @property
    def cookie(self) -> str:
        """Name of the cookie; cookies of one machine are common to all its ports."""
        return f"firsthand-{self.port}"

    @property
    def address(self) -> str:
        """The URL that opens the app."""
        return f"http://127.0.0.1:{self.port}/?key={self.key}"

    def has_token(self, given: str) -> bool:
        """Whether what was sent carries the token of our pages."""
        return secrets.compare_digest(given.encode(), self.token.encode())


class Guard:
    """Lets a request through to the app, or answers it itself; adds the headers that bind the browser."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in message["headers"]}
                more = {"cache-control": "no-store", **HEADERS}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in more.items() if n.encode() not in names),
                ]
            await send(message)

        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        answer = self._refuse(scope, headers) or self._ask_for_key(scope, headers)
        if answer is None:
            await self.app(scope, _bounded(receive), send_bound)
        else:
            await answer(scope, receive, send_bound)

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> PlainTextResponse | None:
        """Why a request is not answered at all."""
        if headers.get("host", "") not in self.access.hosts:
            return _tell(421, f"this is not {headers.get('host', '')[:80]!r}; open {self.access.hosts[0]}")
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_TARGET:
            return _tell(414, f"the address is longer than {LONGEST_TARGET:,} characters")
        if scope["method"] == "POST":
            if headers.get("origin") not in (None, *(f"http://{host}" for host in self.access.hosts)):
                return _tell(403, "what another site sends is not taken")
            length = headers.get("content-length", "")
            if not (length.isascii() and length.isdigit()):
                return _tell(411, "what is sent has to say its length")
            if len(length) > 9 or int(length) > LARGEST_BODY:
                return _tell(413, f"at most {LARGEST_BODY:,} bytes can be sent")
        elif scope["method"] not in ("GET", "HEAD"):
            return _tell(405, f"{scope['method'][:20]} is not done here")
        return None

    def _ask_for_key(self, scope: Scope, headers: Mapping[str, str]) -> PlainTextResponse | RedirectResponse | None:
        """The key in the address becomes a cookie; without either there is no way in."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=200)
        given = dict(query).get("key")
        if given is not None and scope["method"] == "GET":
            if not self._opens(given):
                return _tell(403, "the key in this address is not that of the server that runs now")
            rest = urlencode([pair for pair in query if pair[0] != "key"])
            # The path begins with one slash: a second would lead to another site.
            path = "/" + scope["raw_path"].decode("latin-1").lstrip("/\\")
            answer = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(self.access.cookie, self.access.key, httponly=True, samesite="lax", path="/")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self._opens(bearer) or self._opens(_cookie(headers.get("cookie", ""), self.access.cookie)):
            return None
        return _tell(403, "open the address that `firsthand serve` printed: its key lets this browser in")

    def _opens(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.access.key.encode())


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header[:LARGEST_BODY]).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _bounded(receive: Receive) -> Receive:
    """Passes on what is sent up to its largest size, whatever its head said."""
    taken = 0

    async def receive_bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return receive_bounded


def _tell(status: int, line: str) -> PlainTextResponse:
    return PlainTextResponse(f"firsthand: {line}\n", status)
