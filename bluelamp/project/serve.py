"""`bluelamp serve`: the web, one process with a few threads. On SIGTERM it takes no more, ends what it has, and goes."""

import argparse
import os
import signal
import socket
import threading
import time
from typing import Any

from waitress import create_server, wasyncore

from bluelamp.project import env, lifeline, listen, parts

THREADS = 6
DRAIN_SECONDS = 10.0
LARGEST_REQUEST = 40_000_000
"""Bytes; media intake has limits of its own below this."""


def main(argv: list[str]) -> int:
    argparse.ArgumentParser(prog="bluelamp serve", description=__doc__).parse_args(argv)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    lifeline.hold()
    host, port = env.text("BLUELAMP_HOST", "127.0.0.1"), env.number("BLUELAMP_PORT", 8000)
    door = listen.handed_door() or listen.open_door(host, port)
    os.environ["BLUELAMP_PORT"] = str(door.getsockname()[1])
    serve(parts.load("bluelamp.project.wsgi").application, door, stop)
    return 0


def serve(application: Any, door: socket.socket, stop: threading.Event) -> None:
    """Answer requests on `door` until `stop` is set, then end those under way."""
    channels: dict[int, Any] = {}
    server = create_server(
        application,
        map=channels,
        sockets=[door],
        threads=THREADS,
        ident="",
        connection_limit=1000,
        channel_timeout=60,
        max_request_body_size=LARGEST_REQUEST,
        **_proxy(),
    )
    while not stop.is_set():
        wasyncore.loop(timeout=0.5, map=channels, use_poll=True, count=1)
    server.del_channel()  # new visitors wait at the door, for whoever opens it next
    until = time.monotonic() + DRAIN_SECONDS
    while _busy(server) and time.monotonic() < until:
        wasyncore.loop(timeout=0.1, map=channels, use_poll=True, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def _busy(server: Any) -> bool:
    return any(channel.requests or channel.total_outbufs_len for channel in list(server.active_channels.values()))


def _proxy() -> dict[str, Any]:
    """Believe the forwarding headers of one machine in front of us, if there is one."""
    if not (address := env.text("BLUELAMP_PROXY")):
        return {}
    return {
        "trusted_proxy": address,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"},
    }
