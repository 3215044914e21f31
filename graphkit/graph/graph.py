"""An opened graph: one class over a pyoxigraph store, for Python and for the shell.

Asks the union of all named graphs unless a query names one. Files are loaded into memory; a
folder is a store on disk, opened for reading as it is at that moment. An address is that of a
server, which is asked each time (see `graphkit.graph.remote`).
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from graphkit import ontology
from graphkit.errors import GraphkitError, QueryError, StoreError
from graphkit.graph.entities import EntityReader
from graphkit.graph.query import run_query
from graphkit.graph.remote_address import address_of
from graphkit.graph.stated import StatementReader
from graphkit.graph.stores import (
    open_file,
    open_folder,
    open_for_writing,
    open_stream,
    write_error,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from types import TracebackType
    from typing import BinaryIO

    from pyoxigraph import Literal
    from rdflib import Dataset

    from graphkit.graph.claims import Node, StatedClaim
    from graphkit.graph.query import Answer
    from graphkit.graph.remote import RemoteStore
    from graphkit.graph.stated import StatedDocument


class Graph:
    """A graph of claims; iterating over it yields its quads, its length is their number.

    >>> graph = Graph.create()
    >>> len(graph), list(graph.claims()), graph.documents()
    (0, [], ())
    """

    def __init__(self, store: Store, name: str = "memory", *, flushes: bool = False) -> None:
        """Wrap *store*; *name* is for messages, and *flushes* tells that closing has to flush."""
        self._store: Store | None = store
        self._name, self._flushes = name, flushes
        self._remote: RemoteStore | None = None

    @classmethod
    def _at(cls, address: str) -> Graph:
        """Return the graph on the server at *address*, to read and write."""
        from graphkit.graph.remote import RemoteStore  # noqa: PLC0415 - brings an HTTP client

        remote = RemoteStore.open(address)
        # it has those methods of a Store that are called; a Store cannot be derived from
        graph = cls(cast("Store", remote), address)
        graph._remote = remote
        return graph

    @classmethod
    def open(cls, path: str | Path) -> Graph:
        """Return the graph in a file (its suffix tells the format), in a folder, or on a server.

        Changes to a file's graph stay in memory; a folder's graph cannot be changed. A server is
        named by its address, http or https.

        Raises:
            OptionError: The address cannot be meant.
            RemoteError: No server answers SPARQL at the address.
            StoreError: Nothing is there, or it is no graph, or a damaged one.
        """
        address = address_of(path)
        if address is not None:
            return cls._at(address)
        path = Path(path)
        # os.path answers False for names that no file can have, where Path raises
        return cls(open_folder(path) if os.path.isdir(path) else open_file(path), str(path))  # noqa: PTH112

    @classmethod
    def read(cls, stream: BinaryIO, name: str = "standard input") -> Graph:
        """Return the graph that *stream* holds: Turtle, TriG, N-Triples or N-Quads.

        Raises:
            StoreError: It holds something else; the message calls it *name*.
        """
        return cls(open_stream(stream, name), name)

    @classmethod
    def create(cls, path: str | Path | None = None) -> Graph:
        """Return a graph to write to, in the folder *path*, or in memory if that is None.

        A store that is there already is opened and kept. *path* may be the address of a server.

        Raises:
            OptionError: The address cannot be meant.
            RemoteError: No server answers SPARQL at the address.
            StoreError: Something else is there, or another program writes to the store.
        """
        if path is None:
            return cls(Store())
        address = address_of(path)
        if address is not None:
            return cls._at(address)
        return cls(open_for_writing(Path(path)), str(path), flushes=True)

    @property
    def store(self) -> Store:
        """The pyoxigraph store.

        Raises:
            StoreError: The graph has been closed.
        """
        if self._store is None:
            message = f"{self._name}: the graph has been closed; open it again"
            raise StoreError(message)
        return self._store

    @property
    def dataset(self) -> Dataset:
        """The same quads as an rdflib dataset, whose default graph is the union.

        Nothing is copied. Plain strings come back as literals with the datatype xsd:string,
        which rdflib holds for different from the same literals without it.

        Raises:
            StoreError: The graph has been closed, or stands on a server.
        """
        if self._remote is not None:
            message = (
                f"{self._name}: rdflib cannot use it; export the graph to a file and open that"
            )
            raise StoreError(message)
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - slow to import, and seldom needed
        from rdflib import Dataset  # noqa: PLC0415

        return Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def query(
        self, sparql: str, *, parameters: Mapping[str, NamedNode | Literal] | None = None
    ) -> Answer:
        """Return the answer to a SPARQL query, see `graphkit.graph.query.run_query`.

        >>> bool(Graph.create().query("ASK { ?s ?p ?o }"))
        False
        """
        return run_query(self, sparql, parameters)

    def claims(
        self,
        *,
        statuses: Collection[str] | None = None,
        min_confidence: float = 0.0,
        entities: Collection[str] | None = None,
    ) -> Iterator[StatedClaim]:
        """Yield the claims, ordered by document, sentence and IRI.

        Args:
            statuses: Only these, by name; None stands for all six.
            min_confidence: Only claims with at least this confidence.
            entities: Only claims whose subject or object bears one of these names, or IRIs.

        Raises:
            QueryError: No entity bears one of the names, or the confidence is not in [0, 1].
            StoreError: A claim lacks a part, or a number or date of it is none.
            UnknownNameError: There is no such status.
        """
        if not 0.0 <= min_confidence <= 1.0:
            message = f"min_confidence is {min_confidence}; give a number from 0 to 1"
            raise QueryError(message)
        names = () if statuses is None else statuses
        wanted = {ontology.load().status(name).name for name in names}
        reader = StatementReader(self._fetched(entities))
        found = reader.claims() if entities is None else reader.claims_about(entities)
        return iter(
            claim
            for claim in sorted(found, key=lambda c: (c.document, c.sentence, c.iri))
            if claim.confidence >= min_confidence and (statuses is None or claim.status in wanted)
        )

    def documents(self) -> tuple[StatedDocument, ...]:
        """Return what the graph holds of each document, ordered by id."""
        if self._remote is not None:
            from graphkit.graph import remote_extract  # noqa: PLC0415 - seldom needed

            return tuple(StatementReader(remote_extract.documents(self._remote)).documents())
        return tuple(StatementReader(self.store).documents())

    def find(self, name: str) -> tuple[Node, ...]:
        """Return the entities called *name*, in any case, or whose IRI it is; () if none is."""
        reader = EntityReader(self._fetched([name], names_only=True))
        return tuple(sorted(map(reader.node, reader.find(name)), key=lambda n: (n.label, n.iri)))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add *quads*, all or, after an error, none.

        Raises:
            StoreError: The graph cannot be changed, or the disk is full.
        """
        try:
            self.store.extend(quads)
        except (OSError, RuntimeError) as error:
            raise write_error(self._name, error) from error

    def replace_document(self, iri: str, quads: Iterable[Quad]) -> bool:
        """Put *quads* in the place of the named graph *iri*; return whether that changed it.

        It happens in one transaction: a reader, or a crash, sees the old graph or the new one.
        No quads at all remove the graph.

        Raises:
            StoreError: The graph cannot be changed, or the disk is full.
        """
        name = NamedNode(iri)
        new = {Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads}
        if new == set(self.store.quads_for_pattern(None, None, None, name)):
            return False
        if self._remote is not None:
            self._remote.put(name, sorted(new, key=str))
            return True
        # pyoxigraph has no transactions of its own, but an update is one. Its own writer makes
        # the triples' text, so nothing in them can be taken for SPARQL.
        text = BytesIO()
        serialize((quad.triple for quad in sorted(new, key=str)), text, RdfFormat.N_TRIPLES)
        triples = text.getvalue().decode()
        update = f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{ {triples} }} }}"
        self.update(update)
        return True

    def update(self, update: str) -> None:
        """Do a SPARQL update, all of it or, after an error, nothing.

        Raises:
            StoreError: The graph cannot be changed, or the disk is full.
        """
        try:
            self.store.update(update)
        except (OSError, RuntimeError) as error:
            raise write_error(self._name, error) from error

    def flush(self) -> None:
        """Write out what is buffered; it is safe from a crash of the program without that.

        Raises:
            StoreError: The disk is full.
        """
        if self._flushes:
            self._flush(self.store)

    def close(self) -> None:
        """Write out what is buffered and give the folder free for other programs.

        An rdflib dataset that is still in use keeps the folder until it goes too.

        Raises:
            StoreError: The disk is full.
        """
        store, self._store = self._store, None
        if self._remote is not None:
            self._remote.close()
        if store is not None and self._flushes:
            self._flush(store)

    def _flush(self, store: Store) -> None:
        try:
            store.flush()
        except (OSError, RuntimeError) as error:
            raise write_error(self._name, error) from error

    def __enter__(self) -> Self:
        """Return the graph; leaving the ``with`` block closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the graph; what stopped the writing is told rather than what it leads to."""
        stopped = isinstance(error, OSError | RuntimeError) and "IO error" in str(error)
        try:
            self.close()
        except StoreError:
            if error is None:
                raise
        if stopped and isinstance(error, Exception) and not isinstance(error, GraphkitError):
            raise write_error(self._name, error) from error

    def __iter__(self) -> Iterator[Quad]:
        """Yield the quads, in the order of the store."""
        return iter(self.store)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self.store)

    def __bool__(self) -> bool:
        """Return True: an empty graph is a graph too."""
        return True

    def _repr_html_(self) -> str:
        """Return a small table for notebooks."""
        from graphkit.graph.html import to_html  # noqa: PLC0415 - needed by notebooks only

        return to_html(self._fetched(None))

    def _fetched(self, entities: Collection[str] | None, *, names_only: bool = False) -> Store:
        """Return the store; of one on a server what is needed to tell about *entities*."""
        store = self.store
        if self._remote is None:
            return store
        from graphkit.graph import remote_extract  # noqa: PLC0415 - seldom needed

        if names_only:
            return remote_extract.named(self._remote)
        if entities is None:
            return remote_extract.whole(self._remote)
        return remote_extract.around(self._remote, entities)
