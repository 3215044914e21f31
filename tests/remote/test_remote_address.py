"""Addresses, who asks, and how updates are told apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graphkit.errors import OptionError
from graphkit.graph.remote_address import Credentials, address_of, checked, credentials_from
from graphkit.graph.remote_change import change_of, insertion

if TYPE_CHECKING:
    from collections.abc import Callable

    from support import Run


@pytest.mark.parametrize("place", ["chain.ttl", "C:/x", "http", "ftp://a.b", "http.ttl", "https:"])
def test_files_and_folders_are_no_addresses(place: str) -> None:
    assert address_of(place) is None


@pytest.mark.parametrize("place", ["http://a:1/b", Path("http://a:1/b"), "HTTP://a:1/b/"])
def test_an_address_is_one_even_as_a_path(place: str | Path) -> None:
    assert address_of(place) == "http://a:1/b"


@pytest.mark.parametrize(
    "address",
    ["http://ada:pw@a.b", "http://a.b/?x=1", "http://a.b/#x", "http://a.b:x", "http://a b", "http://[x"],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused_without_its_secrets(address: str) -> None:
    with pytest.raises(OptionError) as caught:
        checked(address, Credentials())
    assert "pw" not in str(caught.value)


def test_a_password_in_an_address_is_refused_by_the_program(run: Callable[..., Run]) -> None:
    told = run("query", "http://ada:s3cr3t@127.0.0.1:9", "ASK {}")
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "GRAPHKIT_PASSWORD" in told.err
    assert "s3cr3t" not in told.err


def test_a_secret_goes_over_https_or_stays_on_this_machine() -> None:
    who = Credentials("ada", "x")
    assert checked("http://127.0.0.1:1", who)
    assert checked("http://localhost:1", who)
    assert checked("https://a.b", who)
    assert checked("http://a.b", Credentials())
    with pytest.raises(OptionError, match="use https"):
        checked("http://a.b", who)


@pytest.mark.parametrize(
    "variables",
    [
        {"GRAPHKIT_USER": "a"},
        {"GRAPHKIT_PASSWORD": "pw"},
        {"GRAPHKIT_USER": "a", "GRAPHKIT_PASSWORD": "pw", "GRAPHKIT_TOKEN": "pw"},
        {"GRAPHKIT_TOKEN": "pw\npw"},
    ],
)
def test_half_a_login_is_refused(variables: dict[str, str]) -> None:
    with pytest.raises(OptionError) as caught:
        credentials_from(variables)
    assert "pw" not in str(caught.value)


def test_a_time_limit_that_is_none_is_refused(run: Callable[..., Run]) -> None:
    told = run("query", "http://127.0.0.1:9", "ASK {}", GRAPHKIT_TIMEOUT="soon")
    assert (told.code, told.err.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    "text", ['} } ; DROP ALL ; "', "{", "<urn:x>", 'a"b\\', "\n}\r", "INSERT DATA {"]
)
def test_an_update_is_read_as_what_it_is_whatever_texts_say(text: str) -> None:
    a = NamedNode("urn:a")
    quads = (Quad(a, a, Literal(text), a), Quad(a, a, Literal("x"), NamedNode("urn:b")))
    update = f"DROP SILENT GRAPH <urn:z> ; {insertion(quads)}"
    found = change_of(update)
    assert found is not None
    assert (found.dropped, found.deleted, found.added) == ((NamedNode("urn:z"),), (), quads)


@pytest.mark.parametrize(
    "update",
    [
        "LOAD <urn:a>",
        "INSERT DATA { <urn:a> <urn:b> 1 } ; DROP SILENT GRAPH <urn:a>",
        "INSERT DATA { <urn:a> <urn:b> 1 } ; DELETE DATA { <urn:a> <urn:b> 1 }",
        "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "INSERT DATA { <urn:a> <urn:b> 1 ",
    ],
)
def test_other_updates_are_not_taken_apart(update: str) -> None:
    assert change_of(update) is None
