"""Requests to a server that holds a graph: tried again where that is safe, and never for ever.

httpx2 speaks HTTP and stamina waits between attempts. What a server refuses or garbles becomes one
line. A request that may not be sent twice is sent again only if the server cannot have done it.
"""

from __future__ import annotations

import logging
import os
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Final

import httpx2
import stamina

from graphkit.errors import GraphkitError, OptionError
from graphkit.graph.remote_address import PASSWORD, TOKEN, USER

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from graphkit.graph.remote_address import Credentials

TIMEOUT: Final = "GRAPHKIT_TIMEOUT"
"""The environment variable that sets how many seconds a server is waited for."""

_BUSY: Final = frozenset({429, 502, 503, 504})  # that pass, as RFC 9110 and RFC 6585 say
_REFUSED: Final = 429  # the only one of them that says that nothing was done
_UNKNOWN: Final = frozenset({401, 403, 407})
_ABSENT: Final = frozenset({404, 405, 410})
_NO_RIGHT: Final = "SECURITY: No permission"  # as Virtuoso says it, with HTTP 500
_REDIRECTS: Final = range(300, 400)
_LONGEST_WAIT: Final = 60.0  # seconds; a server that asks for more is not waited for
_SHOWN: Final = 200  # characters of what a server says, so that a message stays one line

# Without a handler, Python would print stamina's notes between the lines of the program.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class RemoteError(GraphkitError):
    """A server with a graph did not do what was asked of it."""


class AbsentError(RemoteError):
    """Nothing answers to such requests at this address."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a server is waited for, in seconds.

    ``answer`` is the longest silence within one request, ``connect`` the longest time for a
    connection, ``patience`` the time within which a request is tried again, at most ``attempts``
    times, while the server is busy or away; ``pause`` the longest time between two attempts.
    """

    answer: float = 300.0
    connect: float = 10.0
    patience: float = 60.0
    attempts: int = 20
    pause: float = 5.0

    @classmethod
    def from_environment(cls) -> Limits:
        """Return the limits; GRAPHKIT_TIMEOUT sets the time for an answer and the patience.

        Raises:
            OptionError: That is no number of seconds above 0.
        """
        told = os.environ.get(TIMEOUT)
        if told is None:
            return cls()
        try:
            answer = float(told)
        except ValueError:
            answer = 0.0
        if not 0.0 < answer < float("inf"):
            message = f"{TIMEOUT} is {told!r}; set it to a number of seconds above 0"
            raise OptionError(message)
        return cls(answer=answer, patience=answer)


class _BusyError(Exception):
    """The server is busy; it may have said how many seconds to wait."""

    def __init__(self, status: int, wait: float | None) -> None:
        super().__init__(f"HTTP {status}")
        self.status, self.wait = status, wait


class _Login(httpx2.Auth):
    """Tells who asks: a token at once, a password in the way that the server wants it told."""

    def __init__(self, credentials: Credentials) -> None:
        self._known = credentials
        self._way: httpx2.Auth | None = None

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        user, password, token = self._known.user, self._known.password, self._known.token
        if token is not None:
            request.headers["Authorization"] = f"Bearer {token}"
            yield request
        elif user is None or password is None:
            yield request
        elif self._way is not None:
            yield from self._way.auth_flow(request)
        else:
            response = yield request
            asked = response.headers.get("www-authenticate", "").lower()
            if response.status_code == httpx2.codes.UNAUTHORIZED:
                digest = "digest" in asked
                way = httpx2.DigestAuth if digest else httpx2.BasicAuth
                self._way = way(user, password)
                yield from self._way.auth_flow(request)


class Connection:
    """Sends requests to one server; ``known`` tells whether it is told who asks."""

    def __init__(self, address: str, credentials: Credentials, limits: Limits) -> None:
        """Open no connection yet; messages call the server by its *address*."""
        self.address, self._limits = address, limits
        timeout = httpx2.Timeout(limits.answer, connect=limits.connect)
        self._client = httpx2.Client(auth=_Login(credentials), timeout=timeout)
        self.known = bool(credentials)

    def send(  # noqa: C901 - a branch for each kind of failure
        self,
        method: str,
        url: str,
        *,
        repeatable: bool,
        patience: float | None = None,
        **parts: object,
    ) -> httpx2.Response:
        """Return the answer to a request, whose status says that it was done.

        Args:
            method: GET, POST, PUT, DELETE or HEAD.
            url: Where to.
            repeatable: Whether the request may be done twice with the same result as once.
            patience: Within how many seconds to try again, if that is less than the limits say.
            **parts: Content, headers and the like, as httpx2 names them.

        Raises:
            AbsentError: Nothing stands there, or it takes no such requests.
            RemoteError: The server refuses, fails, or does not answer in time.
        """

        def again(error: Exception) -> bool | float:
            if isinstance(error, _BusyError):
                if not (repeatable or error.status == _REFUSED):
                    return False
                return True if error.wait is None else error.wait
            if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout)):
                return "certificate" not in str(error).casefold()  # which will not get better
            broken = isinstance(error, httpx2.TransportError)
            return repeatable and broken and not isinstance(error, httpx2.TimeoutException)

        limits = self._limits
        try:
            for attempt in stamina.retry_context(
                on=again,
                attempts=limits.attempts,
                timeout=min(limits.patience, limits.patience if patience is None else patience),
                wait_initial=min(0.1, limits.pause),
                wait_max=limits.pause,
                wait_jitter=min(1.0, limits.pause),
            ):
                with attempt:
                    return self._checked(self._client.request(method, url, **parts))  # type: ignore[arg-type]
        except _BusyError as error:
            msg = f"the server is busy ({error})"
            raise self._error(msg, "try again later") from error
        except httpx2.TimeoutException as error:
            what = f"no answer within {limits.answer:g} seconds"
            if isinstance(error, httpx2.ConnectTimeout):
                what = f"no connection within {limits.connect:g} seconds"
            way_out = f"see that the server is well, or set {TIMEOUT} higher"
            raise self._error(what, way_out) from error
        except httpx2.TransportError as error:
            reason = _one_line(str(error))
            what = f"the connection failed ({reason})"
            raise self._error(what, "see that the server runs, and do it again") from error
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            what = f"the request failed ({_one_line(str(error))})"
            raise self._error(what, "check the address") from error
        raise AssertionError  # the last attempt returns or raises

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def garbled(self, reason: str) -> RemoteError:
        """Return the error for an answer that is none."""
        what = f"the answer is not that of a SPARQL server ({_one_line(reason)})"
        return self._error(what, "check the address")

    def _checked(self, response: httpx2.Response) -> httpx2.Response:
        status = response.status_code
        if status in _BUSY:
            raise _BusyError(status, _asked_wait(response.headers))
        if response.is_success:
            return response
        if status in _UNKNOWN:
            who = (
                f"check {USER} and {PASSWORD}, or {TOKEN}"
                if self.known
                else (f"set {USER} and {PASSWORD}, or {TOKEN}")
            )
            what = "do that" if status == httpx2.codes.FORBIDDEN else "in"
            msg = f"the server does not let you {what} (HTTP {status})"
            raise self._error(msg, who)
        if status in _ABSENT:
            message = (
                f"{self.address}: nothing answers SPARQL there (HTTP {status}); check the address"
            )
            raise AbsentError(message)
        if status in _REDIRECTS:
            where = _one_line(response.headers.get("location", "elsewhere"))
            msg = f"the server has moved to {where}"
            raise self._error(msg, "give that address")
        words = _words(response)
        if _NO_RIGHT in words:
            msg = f"the server does not let you do that (HTTP {status}: no permission)"
            way_out = f"grant SPARQL_UPDATE there, or set {USER} and {PASSWORD} of somebody who may"
            raise self._error(msg, way_out)
        said = _one_line(words)
        what = f"the server refuses (HTTP {status}: {said})" if said else f"HTTP {status}"
        raise self._error(what, "see the server's log")

    def _error(self, what: str, way_out: str) -> RemoteError:
        return RemoteError(f"{self.address}: {what}; {way_out}")


def _asked_wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Retry-After asks for; None if it gives a date or nothing."""
    told = headers.get("retry-after", "").strip()
    return min(float(told), _LONGEST_WAIT) if re.fullmatch(r"\d{1,9}", told) else None


def _words(response: httpx2.Response) -> str:
    """Return what the body of *response* says, without the markup of HTML."""
    text = response.content[: 20 * _SHOWN].decode("utf-8", "replace")
    if "html" in response.headers.get("content-type", ""):
        text = unescape(re.sub(r"(?is)<(head|style|script).*?</\1>|<[^>]*>", " ", text))
    return text


def _one_line(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"
