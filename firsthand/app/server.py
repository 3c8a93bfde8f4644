"""Serves a case on this machine: finds out whether it can before it starts, and says where it is."""

import getpass
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from firsthand.app.desk import Desk
from firsthand.app.routes import make_app
from firsthand.app.security import Access
from firsthand.errors import FirsthandError

PORT = 8642
"""Where the app is unless another port is asked for."""


def serve_case(
    path: Path, *, port: int = PORT, open_browser: bool = False, say: Callable[[str], None] | None = None
) -> None:
    """Serves the case until it is interrupted; port 0 takes any that is free.

    Raises:
        CaseError: there is no such case.
        FirsthandError: the port is taken, or may not be used.
    """
    desk = Desk(path)
    with open_socket(port) as listening:
        access = Access(listening.getsockname()[1])
        app = make_app(desk, access, _person())
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            date_header=False,
            ws="none",
            lifespan="off",
        )
        if say is not None:
            say(f"The case {path} is at {access.address}")
            say("The key in this address lets your browser in; nobody else can look. Stop with Ctrl-C.")
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [access.address]).start()
        uvicorn.Server(config).run(sockets=[listening])


def open_socket(port: int) -> socket.socket:
    """A socket that only this machine reaches."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere the option lets two programs have one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(128)  # a browser that comes before the server is up waits
    except (OSError, OverflowError) as error:
        listening.close()
        raise FirsthandError(
            f"port {port} cannot be used ({getattr(error, 'strerror', None) or error}); "
            "name another with --port, or 0 for any that is free"
        ) from None
    return listening


def _person() -> str:
    """Who works here, as the machine knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
