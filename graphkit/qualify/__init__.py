"""Who says a claim, for when, and how much, as far as its sentence tells.

Between extraction and resolution: `qualify` takes an `Extraction` and returns it with the
qualifiers of its claims. There is no parser: small words and signs tell clauses apart, and a time,
speaker or amount goes to a claim only where nothing else in the sentence has a better right to it.
"""

from graphkit.qualify.stage import qualify

__all__ = ["qualify"]
