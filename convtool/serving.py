"""Pages over HTTP, from memory and for this machine alone: no other can connect, and no file of the disk is reached."""

from __future__ import annotations

import contextlib
import html
import re
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from convtool.errors import WrongUse
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOSTS = ("127.0.0.1", "[::1]", "localhost")
_SORTS = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "md": "text/markdown",
}
_BODY = re.compile(r"<body\b[^>]*>")
_BARE = "<!doctype html>\n<title>convtool preview</title>\n<body>\n"
_AGAIN = "2"
"""After so many seconds a page that tells of a mistake looks whether it has been mended."""


class Shown(NamedTuple):
    """What is served: the text of each file by its path, and what is wrong now, which stands above every page."""

    files: Mapping[str, str]
    mistake: str = ""


class Answer(NamedTuple):
    """What a browser gets: the status, the sort of file, its text, and whether it tells of a mistake."""

    status: int
    sort: str
    text: str
    mistaken: bool = False


class Server:
    """Serves what is `shown` on the loopback addresses, from the moment it is made until it is closed."""

    def __init__(self, port: int) -> None:
        """Begin to listen; 0 takes any port that is free. Raises `WrongUse` for a port that cannot be had."""
        self.shown = Shown({})
        try:
            self._listening = [_Listening("127.0.0.1", port, self)]
        except (OSError, OverflowError) as error:
            found = say("port {port} cannot be used: {reason}", port=str(port), reason=_reason(error))
            raise WrongUse(found, say("choose another one with --port, or 0 for any that is free")) from error
        self.port: int = self._listening[0].server_address[1]
        with contextlib.suppress(OSError):  # no IPv6, or a stranger there: the address that is told is the other one
            self._listening.append(_Listening("::1", self.port, self))
        for each in self._listening:
            threading.Thread(target=each.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"http://127.0.0.1:{self.port}/"

    def close(self) -> None:
        """Stop, and let go of the port."""
        for each in self._listening:
            each.shutdown()
            each.server_close()

    def answer(self, name: str) -> Answer:
        """Give what is shown under a name."""
        files, mistake = self.shown
        text, sort = files.get(name), name.rpartition(".")[2]
        if mistake and (text is None or sort == "html"):
            return Answer(200 if text else 503, "html", _with_mistake(text or _BARE, mistake), mistaken=True)
        return Answer(200, sort, text) if text is not None else Answer(404, "txt", f"404 {name}\n")


class _Listening(ThreadingMixIn, TCPServer):
    """One address that is listened on."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int, server: Server) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.server = server
        super().__init__((host, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away; what else goes wrong here is a mistake of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server_version = "convtool"
    sys_version = ""
    timeout = 10
    server: _Listening

    def do_GET(self) -> None:
        """Send a file."""
        self.do_HEAD(body=True)

    def do_HEAD(self, *, body: bool = False) -> None:
        """Send what there is to know of a file."""
        path = unquote(self.path.partition("?")[0])
        answer = Answer(403, "txt", "403 only for this machine\n")
        if self._ours():
            answer = self.server.server.answer(path.removeprefix("/") or "index.html")
        data = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{_SORTS.get(answer.sort, 'text/plain')}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if answer.mistaken:
            self.send_header("Refresh", _AGAIN)
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _ours(self) -> bool:
        """Tell whether the browser asks for this machine by a name of its own: another name may lead here as well."""
        port = self.server.server.port
        return self.headers.get_all("Host") in [[f"{host}:{port}"] for host in _HOSTS]

    def log_message(self, *_: object) -> None:
        """Say nothing of what is asked for."""


def _with_mistake(text: str, mistake: str) -> str:
    """Give a page with what is wrong at its head."""
    told = f'\n<div class="callout" role="alert"><p><strong>{html.escape(mistake)}</strong></p></div>'
    body = _BODY.search(text)
    end = body.end() if body else 0
    return text[:end] + told + text[end:]


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
