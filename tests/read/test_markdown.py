"""Markdown: what becomes text, and how it is set apart."""

from __future__ import annotations

import pytest

from graphkit.errors import ReadError
from graphkit.read.content import MAX_CHARACTERS
from graphkit.read.markdown import parse_markdown
from graphkit.read.sentences import split_sentences

PAGE = """\
Brill *Silicon* in brief
========================

Brill Silicon sells wafers to [Aurex Corp.](https://example.org/aurex "their page")
in the U.S. and makes `BX-5` crystals **on its
own**.  ![logo](logo.png)

Its suppliers:

* Tolvex Inc.: glass
* Cobre S.A.: copper &amp; tin
    1. from Chile
    2. from Peru

> "We need more," said Ito.\\
> He named no sum.

| Good   | Maker      |
|--------|:----------:|
| wafers | **Brill**  |
| glass  |            |

```python
print("no text")
```

    neither is this

Lines<br>broken by tags, and an <span class="x">inline</span> one.

***

[ref]: https://example.org
"""
BLOCKS = [
    "Brill Silicon in brief",
    "Brill Silicon sells wafers to Aurex Corp. in the U.S. and makes BX-5 crystals on its own.",
    "Its suppliers:",
    "Tolvex Inc.: glass",
    "Cobre S.A.: copper & tin",
    "from Chile",
    "from Peru",
    '"We need more," said Ito.\nHe named no sum.',
    "Good | Maker",
    "wafers | Brill",
    "glass",
    "Lines\nbroken by tags, and an inline one.",
]


def text_of(source: str) -> str:
    return parse_markdown(source.encode(), "a.md").text


def test_blocks_stand_apart_without_their_marks() -> None:
    assert text_of(PAGE).split("\n\n") == BLOCKS


def test_no_sentence_runs_over_the_end_of_a_block() -> None:
    text = text_of(PAGE)
    sentences = [span.of(text) for span in split_sentences(text)]
    assert sentences == [line for block in BLOCKS for line in block.split("\n")]


def test_crlf_makes_no_difference() -> None:
    assert text_of(PAGE.replace("\n", "\r\n")) == text_of(PAGE)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("Words.\n\n## The *first*\n\n# Second\n", "The first"),
        ("# One\ntwo\n", "One"),
        ("Only words.", None),
        ("#\n\nWords.\n\n# Late\n", None),
    ],
    ids=["first-of-any-depth", "one-line", "none", "empty"],
)
def test_the_first_heading_is_the_title(source: str, title: str | None) -> None:
    assert parse_markdown(source.encode(), "a.md").title == title


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("---\ntitle: Ports\ntags: [a]\n---\n# Cranes\n\nThey wait.\n", "Cranes\n\nThey wait."),
        ("---\n---\nThey wait.", "They wait."),
        ("---\n\nThey wait.\n\n---\n\nIdle.\n", "They wait.\n\nIdle."),
        ("They wait.\n\n---\nnot: front\n---\n", "They wait.\n\nnot: front"),
    ],
    ids=["yaml", "empty", "rule-first", "later"],
)
def test_front_matter_is_left_out(source: str, text: str) -> None:
    assert text_of(source) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<div>\nShips <b>wait</b> &amp; rust.\n</div>\n", "Ships wait & rust."),
        ("<!-- note -->\n\nShips wait.", "Ships wait."),
        ("<script>\nlet a = 1;\n</script>\n\nShips wait.", "Ships wait."),
        ("<style>\np {}\n</style>\n\nShips wait.", "Ships wait."),
        ("Ships\n<img src=x>\nwait.", "Ships wait."),
    ],
    ids=["block", "comment", "script", "style", "inline"],
)
def test_of_html_only_the_words_are_kept(source: str, text: str) -> None:
    assert text_of(source) == text


def test_a_file_too_long_is_refused() -> None:
    with pytest.raises(ReadError, match="longer than 20,000,000 characters"):
        parse_markdown(b"x" * (MAX_CHARACTERS + 1), "a.md")


def test_a_pdf_in_disguise_is_refused() -> None:
    with pytest.raises(ReadError, match=r"a\.md: this is a PDF"):
        parse_markdown(b"%PDF-1.7", "a.md")
