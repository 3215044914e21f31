"""What the legend and the note of a network say: only what occurs, and all that is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit import ontology
from graphkit.draw.frame import Words
from graphkit.draw.style import STATUSES, THEMES, TYPES
from graphkit.draw.text import clean, spaced
from graphkit.draw.wording import counted, evidence_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graphkit.draw.frame import Kind, Sign
    from graphkit.draw.options import DrawOptions
    from graphkit.draw.projection import Picture
    from graphkit.draw.scene import Scene


def words_of(scene: Scene, options: DrawOptions) -> Words:
    """Return what is written around the network *scene*."""
    picture = scene.picture
    rows: tuple[tuple[Sign, ...], ...] = (
        types_row({node.type for node in picture.nodes}),
        statuses_row(
            {edge.status for edge in picture.edges}, kind="line" if scene.overview else "status"
        ),
        tuple(("letter", letter, text) for letter, text in scene.letters.items()),
        (("relation", "", f"every line: {scene.same}"),) if scene.same is not None else (),
        _groups_row(scene, THEMES[options.theme].tints),
    )
    legend = tuple(row for row in rows if row)
    return Words(options.title, options.subtitle, legend, note_of(scene))


def types_row(names: Iterable[str]) -> tuple[Sign, ...]:
    """Return the entries of the legend for entity types, in the order of the styles."""
    known = ontology.load().types
    return tuple(
        ("type", name, known[name].label if name in known else clean(spaced(name)))
        for name in _ordered(names, TYPES)
    )


def statuses_row(names: Iterable[str], *, kind: Kind = "status") -> tuple[Sign, ...]:
    """Return the entries of the legend for statuses of lines, in the order of the styles."""
    return tuple((kind, name, status_label(name)) for name in _ordered(names, STATUSES))


def status_label(name: str) -> str:
    """Return what to call the status *name*.

    >>> status_label("negotiating")
    'negotiating'
    """
    known = ontology.load().statuses
    return known[name].label if name in known else clean(spaced(name))


def _groups_row(scene: Scene, tints: Sequence[str]) -> tuple[Sign, ...]:
    """Return the entries for groups, each called after its best connected member."""
    nodes = scene.picture.nodes
    signs: list[Sign] = []
    for number, tint in enumerate(tints):
        members = [
            node for node, group in zip(nodes, scene.groups, strict=False) if group == number
        ]
        if members:
            hub = min(members, key=lambda node: (-node.degree, node.iri))
            signs.append(("group", tint, f"around {hub.label}"))
    return tuple(signs)


def _ordered(names: Iterable[str], known: Iterable[str]) -> list[str]:
    order = list(known)
    return sorted(names, key=lambda name: (order.index(name) if name in order else 99, name))


def note_of(scene: Scene) -> str:
    """Return the note under the diagram: its sources, and all that is left out of it."""
    picture = scene.picture
    parts = [f"{evidence_in_words(picture)}; {_solid(picture)}"]
    if any(group >= 0 for group in scene.groups):
        parts.append("Tinted: entities joined more with one another than with the rest.")
    if scene.overview:
        named = sum(text != "" for text in scene.node_texts)
        parts.append(
            f"{named} of {len(picture.nodes)} entities carry their names, the best connected; "
            "lines show neither relation nor direction."
        )
    elif any(not edge.directed for edge in picture.edges):
        parts.append("Lines without arrow heads hold in both directions.")
    if any(scene.quiet):
        parts.append("Faint lines join others than the focus, and carry no label.")
    if len(picture.nodes) < picture.entities:
        parts.append(
            f"The {len(picture.nodes)} best connected of {picture.entities:,} entities are shown."
        )
    bare = 0 if scene.overview else int((~scene.placed).sum())
    if bare:
        parts.append(f"{bare} of {counted(len(picture.edges), 'line')} carry no label.")
    return " ".join(parts)


def _solid(picture: Picture) -> str:
    if any(edge.status == "current" for edge in picture.edges):
        return "solid lines are stated as current."
    return "no line is stated as current."
