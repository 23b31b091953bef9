"""Signed-in calls to a Bluesky server (PDS). Every trouble is one of the five errors.

Sessions are kept in memory for the life of the process, because a server allows few sign-ins a day; a session whose
time is over is renewed, and where that fails the app password is used again.
"""

import hashlib
import logging
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import httpx

from bluelamp.adapters import http
from bluelamp.adapters.contract import Account
from bluelamp.adapters.errors import Gone, NeedsAuth, Rejected, gettext_noop

SERVICE = "https://bsky.social"
NO_ENTRY = gettext_noop(
    "Bluesky does not accept this name and app password. Make a new app password and connect again."
)
TOO_LONG = gettext_noop("This text is too long for Bluesky, which takes 300 characters. Make it shorter.")
TOO_BIG = gettext_noop("A picture is too big for Bluesky. Choose a smaller one.")
# The errors by which a real server says "your session is over" (its status is 400, not 401).
STALE = frozenset({"ExpiredToken", "InvalidToken"})
CLOSED = STALE | {"AccountTakedown", "AccountDeactivated", "RepoTakendown", "RepoDeactivated", "RepoSuspended"}
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in account, and the server that holds it."""

    did: str
    handle: str
    server: str
    access: str = field(repr=False)
    refresh: str = field(repr=False)


_sessions: dict[str, Session] = {}
_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Server:
    """The server of one account."""

    def __init__(self, account: Account, client: httpx.Client) -> None:
        self._http = client
        self._handle = account.settings.get("handle", "").strip().removeprefix("@")
        self._password = account.secrets.get("app_password", "")
        given = account.settings.get("service", "").strip().rstrip("/") or SERVICE
        self._service = given if "://" in given else f"https://{given}"
        self._key = hashlib.sha256(f"{self._service}\n{self._handle}\n{self._password}".encode()).hexdigest()

    def session(self) -> Session:
        """The kept session, or a new one."""
        with _locks[self._key]:
            return _sessions.get(self._key) or self._sign_in()

    def fresh_session(self) -> Session:
        """A session made now, which proves name and password."""
        with _locks[self._key]:
            return self._sign_in()

    def query(self, name: str, *, signed: bool = True, **params: Any) -> dict[str, Any]:
        """Read something. `signed=False` reads as a stranger does."""
        return http.body(judge(self.ask("GET", name, writes=False, signed=signed, params=params)), writes=False)

    def procedure(self, name: str, *, writes: bool, **request: Any) -> dict[str, Any]:
        """Do something. Raises Unsure if `writes` and the answer is lost."""
        return http.body(judge(self.ask("POST", name, writes=writes, **request), writes=writes), writes=writes)

    def ask(self, method: str, name: str, *, writes: bool, signed: bool = True, **request: Any) -> httpx.Response:
        """The answer, whatever its status. A session that is over is renewed and the call made again: the server
        looks at the session first, so a call it refused for that reason has done nothing."""
        session = self.session()
        answer = self._send(session if signed else None, method, name, writes=writes, **request)
        if signed and said(answer)[0] in STALE:
            answer = self._send(self._renew(session), method, name, writes=writes, **request)
        return answer

    def _send(self, session: Session | None, method: str, name: str, *, writes: bool, **request: Any) -> httpx.Response:
        headers = dict(request.pop("headers", {}))
        if session:
            headers["Authorization"] = f"Bearer {session.access}"
        server = session.server if session else self.session().server
        return http.send(self._http, method, f"{server}/xrpc/{name}", writes=writes, headers=headers, **request)

    def _sign_in(self) -> Session:
        asked = {"identifier": self._handle, "password": self._password}
        url = f"{self._service}/xrpc/com.atproto.server.createSession"
        answer = http.send(self._http, "POST", url, writes=False, json=asked)
        if answer.status_code in (400, 401):
            _sessions.pop(self._key, None)
            raise NeedsAuth(NO_ENTRY)
        return self._keep(http.body(judge(answer), writes=False))

    def _renew(self, stale: Session) -> Session:
        with _locks[self._key]:
            kept = _sessions.get(self._key)
            if kept is not None and kept.access != stale.access:
                return kept
            url = f"{stale.server}/xrpc/com.atproto.server.refreshSession"
            headers = {"Authorization": f"Bearer {stale.refresh}"}
            answer = http.send(self._http, "POST", url, writes=False, headers=headers)
            if answer.status_code in (400, 401):
                return self._sign_in()
            return self._keep(http.body(judge(answer), writes=False))

    def _keep(self, made: dict[str, Any]) -> Session:
        try:
            server = _server_of(made.get("didDoc")) or self._service
            session = Session(made["did"], made["handle"], server, made["accessJwt"], made["refreshJwt"])
        except KeyError as error:
            raise NeedsAuth("the server's answer to our sign-in is not one of Bluesky") from error
        _sessions[self._key] = session
        return session


def said(answer: httpx.Response) -> tuple[str, str]:
    """The name and the words of a refusal; two empty strings for anything else."""
    if answer.is_success:
        return "", ""
    try:
        told = answer.json()
        return str(told.get("error", "")), str(told.get("message", ""))
    except (ValueError, AttributeError):
        return "", ""


def judge(answer: httpx.Response, *, writes: bool = False) -> httpx.Response:
    """As `http.judge`; what a real server was seen to say with status 400 is told apart first."""
    name, words = said(answer)
    if name in CLOSED:
        raise NeedsAuth(NO_ENTRY)
    if name == "RecordNotFound":
        raise Gone("no such record")
    if answer.status_code in (400, 413):
        log.warning("Bluesky refused: %s %s", name, words[:200])
        raise Rejected(_sentence(name, words))
    return http.judge(answer, writes=writes)


def _sentence(name: str, words: str) -> str:
    if "record.text" in words:
        return TOO_LONG
    return TOO_BIG if name in ("BlobTooLarge", "PayloadTooLarge") or "blob" in words.lower() else http.REFUSED


def _server_of(document: Any) -> str:
    """The address of the account's own server, from its identity document; "" if it does not say."""
    services = document.get("service", []) if isinstance(document, dict) else []
    for service in services:
        if service.get("id") == "#atproto_pds":
            return str(service.get("serviceEndpoint", "")).rstrip("/")
    return ""
