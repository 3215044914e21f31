"""A graph as one interactive page of HTML that needs neither a network nor a server.

`write_page` writes the file, `to_html` returns its bytes. Everything is in the one file: claims
with their sentences, the script and the style. The same claims give the same bytes, in whatever
order they come.
"""

from __future__ import annotations

from graphkit.page.assemble import to_html, write_page
from graphkit.page.options import PageOptions

__all__ = ["PageOptions", "to_html", "write_page"]
