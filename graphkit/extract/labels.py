"""The labels that the network predicts, in the order of its outputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graphkit.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from graphkit.ontology import Ontology

    Bools = NDArray[np.bool_]

ALIKE = (
    ("Company", "Government", "Organization"),
    ("Country", "Place"),
    ("Product", "Material"),
    ("Facility",),
    ("Event",),
)
"""Types that are easily taken for one another: mentions of one thing may carry either."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of types, relations and statuses; a trained network keeps the order that it learnt."""

    types: tuple[str, ...]
    relations: tuple[str, ...]
    statuses: tuple[str, ...]

    @classmethod
    def from_ontology(cls, terms: Ontology) -> Labels:
        """Return the labels in the order of the ontology, for a network to be trained.

        >>> from graphkit import ontology
        >>> Labels.from_ontology(ontology.load()).statuses[0]
        'current'
        """
        return cls(tuple(terms.types), tuple(terms.relations), tuple(terms.statuses))

    @classmethod
    def from_json(cls, saved: Mapping[str, list[str]], terms: Ontology) -> Labels:
        """Return the labels that a network was trained with.

        Raises:
            ModelError: If they are not those of the ontology: the network must be trained anew.
        """
        labels = cls(tuple(saved["types"]), tuple(saved["relations"]), tuple(saved["statuses"]))
        now = cls.from_ontology(terms)
        for name in ("types", "relations", "statuses"):
            if set(getattr(labels, name)) != set(getattr(now, name)):
                message = (
                    f"the model was trained for other {name} than the ontology declares; "
                    "install graphkit again or train the model anew"
                )
                raise ModelError(message)
        return labels

    @property
    def tags(self) -> tuple[str, ...]:
        """BIO tags: O, then B and I of each type."""
        return ("O", *(f"{bi}-{name}" for name in self.types for bi in "BI"))

    def allowed(self, terms: Ontology) -> Bools:
        """Return which relations may hold between which types, (n_types, n_types, n_relations).

        For a symmetric relation either order of the types counts.
        """
        return np.array(
            [
                [[_fits(terms, s, r, o) for r in self.relations] for o in self.types]
                for s in self.types
            ],
            dtype=np.bool_,
        )

    def alike(self) -> Bools:
        """Return which types two mentions of one thing may carry, (n_types, n_types)."""
        group = {name: index for index, names in enumerate(ALIKE) for name in names}
        groups = np.array([group[name] for name in self.types])
        out: Bools = groups[:, None] == groups[None, :]
        return out

    def symmetric(self, terms: Ontology) -> Bools:
        """Return which relations hold both ways, (n_relations,)."""
        return np.array([terms.relations[name].symmetric for name in self.relations])


def _fits(terms: Ontology, subject: str, relation: str, object_: str) -> bool:
    return terms.allows(subject, relation, object_) or (
        terms.relations[relation].symmetric and terms.allows(object_, relation, subject)
    )
