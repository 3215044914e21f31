"""The log of a store: what each build added, changed and dropped, and which inputs brought what.

Each build has a graph of its own, named by a hash of the build before it, its inputs, who read and
its first change: no clock is in a name. When it began is told in that graph only. Nothing here is
about what documents say, and files of graphs hold none of it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode, Quad

from graphkit.errors import OptionError
from graphkit.graph import vocabulary as v
from graphkit.graph.copies import RECORD
from graphkit.graph.entities import text_of
from graphkit.graph.patch import Patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import BlankNode, DefaultGraph, Store

    from graphkit.graph.entities import Term, Thing

Kind = Literal["added", "changed", "dropped"]
KINDS: Final[tuple[Kind, ...]] = ("added", "changed", "dropped")

EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The environment variable that sets what time it is, in seconds since 1970."""

BUILD: Final = v.term("gk:Build")
INPUTS: Final = v.term("gk:Inputs")
INPUT: Final = v.term("gk:input")
NUMBER: Final = v.term("gk:number")
READER: Final = v.term("gk:reader")
ACTIVITY: Final = v.term("prov:Activity")
COLLECTION: Final = v.term("prov:Collection")
INFORMED_BY: Final = v.term("prov:wasInformedBy")
MEMBER: Final = v.term("prov:hadMember")
STARTED: Final = v.term("prov:startedAtTime")
USED: Final = v.term("prov:used")

_XSD_TIME: Final = v.term("xsd:dateTime")
_DONE: Final = {kind: v.term(f"gk:{kind}") for kind in KINDS}
_BUILDS: Final = "build/"
_DIGITS: Final = 32  # 128 bits, as in the IRIs of claims


@dataclass(frozen=True, slots=True)
class Build:
    """What the log of a store tells of one build; documents by id, sorted."""

    iri: str
    number: int
    time: str
    inputs: tuple[str, ...]
    reader: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    dropped: tuple[str, ...]


def now() -> str:
    """Return the time in UTC to the second, or that which SOURCE_DATE_EPOCH sets.

    Raises:
        OptionError: The variable holds no number of seconds.

    Source:
        https://reproducible-builds.org/specs/source-date-epoch/
    """
    told = os.environ.get(EPOCH)
    try:
        time = (
            dt.datetime.now(dt.UTC)
            if told is None
            else dt.datetime.fromtimestamp(int(told), dt.UTC)
        )
    except (ValueError, OverflowError, OSError) as error:
        message = f"{EPOCH} is {told!r}; set it to whole seconds since 1970, or not at all"
        raise OptionError(message) from error
    return f"{time.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def without_records(quads: Iterable[Quad], store: Store) -> Iterator[Quad]:
    """Yield *quads* but those of the graphs in which *store* keeps its log and fingerprints."""
    names = record_graphs(store)
    return (quad for quad in quads if quad.graph_name not in names)


def record_graphs(store: Store) -> frozenset[NamedNode | BlankNode | DefaultGraph]:
    """Return the names of the graphs in which *store* keeps its log and fingerprints."""
    found = store.quads_for_pattern(None, v.RDF_TYPE, RECORD)
    return frozenset(quad.graph_name for quad in found if quad.subject == quad.graph_name)


def read_builds(store: Store) -> tuple[Build, ...]:
    """Return what the log of *store* tells, the first build first.

    >>> from pyoxigraph import Store
    >>> read_builds(Store())
    ()
    """
    found = (quad.subject for quad in store.quads_for_pattern(None, v.RDF_TYPE, BUILD))
    builds = [_build(store, iri) for iri in found if isinstance(iri, NamedNode)]
    return tuple(sorted(builds, key=lambda build: (build.number, build.iri)))


def _build(store: Store, iri: NamedNode) -> Build:
    base = iri.value.rpartition(_BUILDS)[0]
    inputs = store.quads_for_pattern(iri, USED, None, iri)
    names = [
        text_of(quad.object)
        for used in inputs
        if isinstance(used.object, NamedNode)
        for quad in store.quads_for_pattern(used.object, INPUT, None, used.object)
    ]
    done = {
        kind: tuple(sorted(_id(text_of(value), base) for value in _values(store, iri, predicate)))
        for kind, predicate in _DONE.items()
    }
    return Build(
        iri=iri.value,
        number=int(_one(store, iri, NUMBER, "0")),
        time=_one(store, iri, STARTED),
        inputs=tuple(sorted(names)),
        reader=_one(store, iri, READER),
        **done,
    )


def _values(store: Store, iri: NamedNode, predicate: NamedNode) -> Iterator[Term]:
    return (quad.object for quad in store.quads_for_pattern(iri, predicate, None, iri))


def _one(store: Store, iri: NamedNode, predicate: NamedNode, default: str = "") -> str:
    return min((text_of(each) for each in _values(store, iri, predicate)), default=default)


def _id(iri: str, base: str) -> str:
    return unquote(iri.removeprefix(f"{base}document/"), errors="backslashreplace")


class Recorder:
    """What one build writes into the log of a store, as patches to be applied with its changes."""

    def __init__(
        self,
        store: Store,
        inputs: Iterable[str],
        reader: str,
        *,
        base: str,
        gone: Callable[[str], bool] | None = None,
    ) -> None:
        """Record in *store* what is read from *inputs* by *reader*.

        *gone* tells of inputs of earlier builds whether nothing is there any more; without it no
        list of other inputs is ever spent.

        Raises:
            OptionError: SOURCE_DATE_EPOCH holds no number.
        """
        self._store, self._base, self._reader = store, base, reader
        self._names = sorted(set(inputs))
        self._time = now()
        self._build: NamedNode | None = None
        self._gone = gone
        self._spent: dict[NamedNode, bool] = {}
        self.inputs = NamedNode(f"{base}inputs/{_digest(self._names)}")

    def noted(self, kind: Kind, document: NamedNode, digest: str = "") -> Patch:
        """Return the patch that notes a change; with the first one, that begins the record.

        Args:
            kind: What happened.
            document: To which document.
            digest: The hash of its text, so that another text gives another build.
        """
        heads = frozenset[Quad]()
        if self._build is None:
            self._build, heads = self._begun(kind, document, digest)
        done = Quad(self._build, _DONE[kind], document, self._build)
        return Patch(added=heads | {done})

    def brought(self, document: NamedNode) -> Patch:
        """Return the patch that notes that these inputs bring *document*; empty if it is noted."""
        member = Quad(self.inputs, MEMBER, document, self.inputs)
        if member in self._store:
            return Patch()
        heads = {
            *(Quad(self.inputs, v.RDF_TYPE, k, self.inputs) for k in (RECORD, INPUTS, COLLECTION)),
            *(Quad(self.inputs, INPUT, Text(name), self.inputs) for name in self._names),
        }
        return Patch(added=frozenset({member, *(q for q in heads if q not in self._store)}))

    def forgotten(self, document: NamedNode) -> Patch:
        """Return the patch that takes back that these inputs, and spent ones, bring *document*."""
        own = Quad(self.inputs, MEMBER, document, self.inputs)
        found = self._store.quads_for_pattern(None, MEMBER, document)
        spent = (quad for quad in found if self._is_spent(quad.subject))
        return Patch(deleted=frozenset([own, *spent]))

    def members(self) -> Iterator[NamedNode]:
        """Yield the documents that these inputs have brought, in no order."""
        found = self._store.quads_for_pattern(self.inputs, MEMBER, None, self.inputs)
        return (quad.object for quad in found if isinstance(quad.object, NamedNode))

    def spent_members(self) -> Iterator[NamedNode]:
        """Yield the documents of lists of inputs of which only some of these are left."""
        if self._gone is None:
            return
        for quad in self._store.quads_for_pattern(None, v.RDF_TYPE, INPUTS):
            spent = quad.subject
            if not isinstance(spent, NamedNode) or not self._is_spent(spent):
                continue
            if not self._inputs_of(spent).isdisjoint(self._names):
                for member in self._store.quads_for_pattern(spent, MEMBER, None, spent):
                    if isinstance(member.object, NamedNode):
                        yield member.object

    def is_shared(self, document: NamedNode) -> bool:
        """Return whether other inputs, which can still bring it, have brought *document* too."""
        found = self._store.quads_for_pattern(None, MEMBER, document)
        return any(not self._is_spent(quad.subject) for quad in found)

    def _is_spent(self, inputs: Thing) -> bool:
        """Return whether each of *inputs* is one of these or gone, so that they bring no more."""
        if inputs == self.inputs:
            return True
        if self._gone is None or not isinstance(inputs, NamedNode):
            return False
        if inputs not in self._spent:
            others = self._inputs_of(inputs).difference(self._names)
            self._spent[inputs] = all(map(self._gone, sorted(others)))
        return self._spent[inputs]

    def _inputs_of(self, inputs: Thing) -> set[str]:
        found = self._store.quads_for_pattern(inputs, INPUT, None)
        return {text_of(quad.object) for quad in found}

    def _begun(
        self, kind: Kind, document: NamedNode, digest: str
    ) -> tuple[NamedNode, frozenset[Quad]]:
        """Return the IRI of this build and all that is told of it but the changes."""
        last = max(
            (
                (int(text_of(quad.object)), quad.subject)
                for quad in self._store.quads_for_pattern(None, NUMBER, None)
                if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name
            ),
            key=lambda found: (found[0], found[1].value),
            default=None,
        )
        before = "" if last is None else last[1].value
        parts = [before, self._names, self._reader, kind, document.value, digest]
        iri = NamedNode(f"{self._base}{_BUILDS}{_digest(parts)}")
        number = 1 if last is None else last[0] + 1
        told: list[tuple[NamedNode, NamedNode | Text]] = [
            *((v.RDF_TYPE, each) for each in (RECORD, BUILD, ACTIVITY)),
            (NUMBER, Text(str(number), datatype=v.XSD_INTEGER)),
            (STARTED, Text(self._time, datatype=_XSD_TIME)),
            (READER, Text(self._reader)),
            (USED, self.inputs),
            *([] if last is None else [(INFORMED_BY, last[1])]),
        ]
        return iri, frozenset(Quad(iri, predicate, value, iri) for predicate, value in told)


def _digest(parts: object) -> str:
    written = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return sha256(written.encode("ascii")).hexdigest()[:_DIGITS]
