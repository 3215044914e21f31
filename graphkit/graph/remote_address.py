"""Addresses of graphs on a server, and who asks: what may be given, and what is never told."""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from graphkit.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from urllib.parse import SplitResult

USER: Final = "GRAPHKIT_USER"
PASSWORD: Final = "GRAPHKIT_PASSWORD"  # noqa: S105 - the name of a variable
TOKEN: Final = "GRAPHKIT_TOKEN"  # noqa: S105 - the name of a variable

# A path has folded the two slashes into one, and is turned round on Windows.
_ADDRESS: Final = re.compile(r"(https?):[/\\]{1,2}(?![/\\])(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a user with a password, or a token; nobody if all is None. Never shown."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        """Return whether there is anybody."""
        return self.user is not None or self.token is not None


def address_of(place: str | PurePath) -> str | None:
    """Return the address on a server that *place* is, or None if it is a file or a folder.

    >>> address_of("https://example.org/chain/"), address_of("chain.ttl")
    ('https://example.org/chain', None)
    >>> address_of(PurePath("http://localhost:7878"))
    'http://localhost:7878'
    """
    text = place.as_posix() if isinstance(place, PurePath) else place
    found = _ADDRESS.fullmatch(text)
    return None if found is None else f"{found[1].lower()}://{found[2].rstrip('/')}"


def checked(address: str, credentials: Credentials) -> str:
    """Return *address* if it can be asked by whom *credentials* name.

    Raises:
        OptionError: It is none, tells a password, or would send one for all to read.
    """
    parts = _split(address)
    if "@" in parts.netloc:
        message = (
            "an address must not tell who asks, since addresses are shown and kept; take out "
            f"what stands before the @ and set {USER} and {PASSWORD}, or {TOKEN}"
        )
        raise OptionError(message)
    if parts.query or parts.fragment:
        shown = f"{parts.scheme}://{parts.netloc}{parts.path}"
        message = f"{shown}: an address ends where its query or fragment begins; leave them out"
        raise OptionError(message)
    if credentials and parts.scheme == "http" and not _is_loopback(parts.hostname):
        message = (
            f"{address}: a password or token over http is for all to read; use https, or a tunnel "
            f"to this machine, or unset {USER}, {PASSWORD} and {TOKEN}"
        )
        raise OptionError(message)
    return address


def credentials_from(variables: Mapping[str, str] | None = None) -> Credentials:
    """Return who asks, from the *variables* of the environment, by default those of the process.

    Raises:
        OptionError: There is a user without a password or the reverse, or a token beside them.

    >>> credentials_from({"GRAPHKIT_USER": "ada", "GRAPHKIT_PASSWORD": "x"})
    Credentials(user='ada')
    """
    found = os.environ if variables is None else variables
    user, password, token = (found.get(name) for name in (USER, PASSWORD, TOKEN))
    if (user is None) != (password is None):
        given, lacking = (USER, PASSWORD) if password is None else (PASSWORD, USER)
        message = f"{given} is set and {lacking} is not; set both or none"
        raise OptionError(message)
    if token is not None and user is not None:
        message = f"{TOKEN} and {USER} are set; unset one of them"
        raise OptionError(message)
    if token is not None and re.fullmatch(r"[!-~]+", token) is None:
        message = f"{TOKEN} holds spaces, line breaks or letters that are not ASCII; set it anew"
        raise OptionError(message)
    return Credentials(user, password, token)


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0 and not re.search(r"[\s\x00]", address)
    except ValueError:
        usable = False
    if not usable:
        # not shown: a password may stand in it
        message = "this is no address of a server; give one such as http://localhost:7878"
        raise OptionError(message)
    return parts


def _is_loopback(host: str | None) -> bool:
    if host == "localhost":
        return True
    try:
        return host is not None and ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
