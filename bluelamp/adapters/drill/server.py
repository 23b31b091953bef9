"""A server that fails on purpose, for drills and tests. Standard library only; listens on this machine only.

with FaultServer(Script(seed=7, share=0.1), journal=folder / "effects.jsonl") as server:
    server.url        -> for the setting `url`
    server.effects()  -> [{"do", "id", "key", "marker", "text", "at"}], in order, written before the answer
    server.live()     -> what the public would see now: {id: {"key", "marker", "text"}}
    server.requests   -> how many came in; server.faults -> {name: how many}

PUT    /posts/<id>          make it if it is not there; the same again is fine, another under this id is 409
POST   /posts/              make one more, whatever was before: {"id"}
GET    /posts/<id>          200 or 404          GET /posts/?marker=<link>   {"ids"}
PATCH  /posts/<id>          new text, or 404    DELETE /posts/<id>          200, or 404
"""

import json
import socket
import struct
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bluelamp.adapters.drill.script import Script

Answer = tuple[int, dict[str, Any]]


class FaultServer:
    """Keeps the posts and the log of effects; one lock over both, so that the log is the order of the effects."""

    def __init__(self, script: Script, journal: Path, port: int = 0) -> None:
        self.script = script
        self.requests = 0
        self.faults: Counter[str] = Counter()
        self.stopping = threading.Event()
        self._posts: dict[str, dict[str, str]] = {}
        self._seen_from: dict[str, float] = {}
        self._attempts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._journal = journal
        self._server = _Server(("127.0.0.1", port), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "FaultServer":
        self._journal.touch()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def effects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._journal.read_text("utf-8").splitlines()]

    def live(self) -> dict[str, dict[str, str]]:
        with self._lock:
            return {identity: dict(post) for identity, post in self._posts.items()}

    def fault(self, subject: str) -> str:
        """What goes wrong with this request ("" = nothing); decided by the subject and how often it came before."""
        with self._lock:
            self.requests += 1
            self._attempts[subject] += 1
            found = self.script.fault(subject, self._attempts[subject])
            if found:
                self.faults[found] += 1
            return found

    def act(self, method: str, identity: str, marker: str, message: dict[str, Any]) -> Answer:
        actions: dict[str, Callable[[], Answer]] = {
            "PUT": lambda: self._make(identity, message),
            "POST": lambda: self._make(uuid.uuid4().hex, message),
            "GET": lambda: self._get(identity) if identity else self._find(marker),
            "PATCH": lambda: self._change(identity, message),
            "DELETE": lambda: self._remove(identity),
        }
        with self._lock:
            return actions[method]()

    def _make(self, identity: str, message: dict[str, Any]) -> Answer:
        post = {name: str(message.get(name, "")) for name in ("key", "marker", "text")}
        there = self._posts.get(identity)
        if there is not None:
            return (200, {"id": identity}) if there == post else (409, {})
        self._log("create", identity, post)
        self._posts[identity] = post
        self._seen_from[identity] = time.monotonic() + self.script.lag
        return 200, {"id": identity}

    def _get(self, identity: str) -> Answer:
        return (200, {"id": identity} | self._posts[identity]) if identity in self._posts else (404, {})

    def _find(self, marker: str) -> Answer:
        now = time.monotonic()
        ids = [i for i, post in self._posts.items() if post["marker"] == marker and self._seen_from[i] <= now]
        return 200, {"ids": ids}

    def _change(self, identity: str, message: dict[str, Any]) -> Answer:
        if identity not in self._posts:
            return 404, {}
        changed = self._posts[identity] | {"text": str(message.get("text", ""))}
        self._log("edit", identity, changed)
        self._posts[identity] = changed
        return 200, {"id": identity}

    def _remove(self, identity: str) -> Answer:
        if identity not in self._posts:
            return 404, {}
        self._log("delete", identity, self._posts.pop(identity))
        return 200, {}

    def _log(self, do: str, identity: str, post: dict[str, str]) -> None:
        line = json.dumps({"do": do, "id": identity, "at": time.time()} | post, ensure_ascii=False)
        with self._journal.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is what a drill is about; nothing to print."""


def _handler(house: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # One packet an answer: head and body apart would wait 40 ms for each other.
        wbufsize = -1

        def log_message(self, format: str, *args: Any) -> None:
            pass

        def respond(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            message = json.loads(self.rfile.read(length) or b"{}")
            parts = urlsplit(self.path)
            identity = parts.path.removeprefix("/posts/")
            marker = parse_qs(parts.query).get("marker", [""])[0]
            fault = house.fault(f"{self.command} {identity or marker or message.get('marker', '')}")
            if not fault.endswith("before") and fault != "429":
                status, answer = house.act(self.command, identity, marker, message)
            if not fault:
                self.reply(status, json.dumps(answer).encode())
            elif fault == "garbled_after":
                self.reply(status, json.dumps(answer).encode()[:-1])
            elif fault.startswith("500"):
                self.reply(500, b"{}")
            elif fault == "429":
                self.reply(429, b"{}", {"Retry-After": str(house.script.retry_after)})
            else:
                self.drop(fault)

        do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = respond

        def drop(self, fault: str) -> None:
            """End the connection without an answer: after a long silence, or at once and rudely."""
            self.close_connection = True
            if fault == "hang_after":
                house.stopping.wait(house.script.hang)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

        def reply(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | (headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

    return Handler
