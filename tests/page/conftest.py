"""A real browser, Debian's Chromium without a window, and pages for it to show."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Error, sync_playwright

from debian import FetchError, fetch, libraries_of
from graphkit.graph.stated import StatedDocument
from graphkit.page import to_html
from page.page_claims import random_claims, say, trade_claims
from support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

    from graphkit.graph.claims import StatedClaim
    from page.page_claims import Say

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # whatever the browser itself would like to ask, it finds nobody
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
WIDE = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def chromium() -> tuple[Path, str]:
    """Return the program and the folders of its libraries: the one here, or Debian's unpacked."""
    named = os.environ.get("GRAPHKIT_CHROMIUM")
    found = named if named is not None else next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is not None and not Path(found).is_dir():
        return Path(found), ""
    root = unpacked() if found is None else Path(found)
    return root / "usr/lib/chromium/chromium", libraries_of(root)


def unpacked() -> Path:
    """Return where Chromium and what it lacks here are unpacked; kept for the next run."""
    cache = ROOT / ".cache" / "chromium"
    if (cache / "root").is_dir():
        return cache / "root"
    try:
        return fetch("chromium", cache, os.environ)
    except FetchError as error:
        way_out = "install it, or set GRAPHKIT_CHROMIUM to it or to where its packages are unpacked"
        pytest.fail(f"{error}; {way_out}")


@pytest.fixture(scope="session")
def browser(
    chromium: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """Chromium, with an empty folder for its user."""
    program, libraries = chromium
    known = os.environ.get("LD_LIBRARY_PATH", "")
    environment: dict[str, str | float | bool] = {
        **os.environ,
        "LD_LIBRARY_PATH": ":".join(filter(None, (libraries, known))),
    }
    with sync_playwright() as playwright:
        try:
            context = playwright.chromium.launch_persistent_context(
                tmp_path_factory.mktemp("user"),
                executable_path=program,
                args=list(ARGUMENTS),
                env=environment,
                viewport=WIDE,  # type: ignore[arg-type]
                reduced_motion="reduce",
                accept_downloads=True,
            )
        except Error as error:
            pytest.fail(f"{program} does not start: {str(error)[-500:]}")
        yield context
        context.close()


@dataclass
class Reader:
    """Someone before the browser, who sees what it asks for and complains of."""

    page: Page
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Record each request, each line of the console and each error."""
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.complaints.append(line.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog {dialog.message}"))

    def open(self, content: bytes, **fragment: str) -> Page:
        """Show a page as a file on the disk; return it when it is ready."""
        file = self.folder / "page.html"
        file.write_bytes(content)
        self.page.goto("about:blank")
        self.page.goto(f"{file.as_uri()}#{urlencode(fragment)}")
        self.page.wait_for_selector("html[data-ready=yes]")
        return self.page

    def left(self) -> list[str]:
        """Return the requests that went elsewhere than to the file itself."""
        own = (self.folder / "page.html").as_uri()
        return [
            url for url in self.requests if not url.startswith((own, "about:", "blob:", "data:"))
        ]

    def shown(self) -> str:
        """Return the count above the network."""
        return self.page.inner_text("#count")

    def fragment(self, part: str) -> None:
        """Wait until the address holds *part*."""
        self.page.wait_for_function("part => location.hash.includes(part)", arg=part)

    def at(self, *labels: str) -> dict[str, str]:
        """Return the part of an address that brings nodes of these names to the middle."""
        nodes = {node["label"]: node for node in content_of(self.page)["nodes"]}
        x, y = (sum(nodes[label][axis] for label in labels) / len(labels) for axis in "xy")
        return {"zoom": f"{x},{y},1.5"}

    def click_middle(self) -> None:
        """Click what is in the middle of the network."""
        self.page.locator("#canvas").click()


@pytest.fixture
def reader(browser: BrowserContext, tmp_path: Path) -> Iterator[Reader]:
    """Someone with a fresh page, who at the end has seen no request and no complaint."""
    found = Reader(browser.new_page(), tmp_path)
    found.listen()
    yield found
    found.page.close()
    assert found.left() == []
    assert found.complaints == []


def content_of(page: Page) -> dict[str, Any]:
    """Return what the script of the page reads."""
    found: dict[str, Any] = json.loads(page.text_content("#content") or "")
    return found


@pytest.fixture(scope="session")
def make_claim() -> Say:
    return say


@pytest.fixture(scope="session")
def trade() -> list[StatedClaim]:
    return trade_claims()


@pytest.fixture(scope="session")
def crowd() -> list[StatedClaim]:
    """Claims about 500 entities, or GRAPHKIT_PAGE_ENTITIES, twice as many as they."""
    return random_claims(int(os.environ.get("GRAPHKIT_PAGE_ENTITIES", "500")))


@pytest.fixture(scope="session")
def trade_page(trade: list[StatedClaim]) -> bytes:
    """The page of the trade, with the address of one document."""
    march = trade[0]
    document = StatedDocument(march.document, march.document_iri, url="https://example.org/march")
    return to_html(trade, title="Who supplies whom", documents=[document])
