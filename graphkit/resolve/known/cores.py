"""Takes off the ends of names that do not tell companies apart: Group, Holdings, International."""

from __future__ import annotations

from typing import Final

from graphkit.resolve.lexicon import word_set

_GROUP_WORDS: Final = word_set("group holding holdings global international")


def core_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return *words* without such words at the end; never none.

    >>> core_of(("acme", "group", "holdings")), core_of(("group",))
    (('acme',), ('group',))
    """
    size = len(words)
    while size > 1 and words[size - 1] in _GROUP_WORDS:
        size -= 1
    return words[:size]
