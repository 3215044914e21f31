"""Turns files, folders, patterns and standard input into documents with exact offsets.

`read_documents` is the entry; `split_sentences` is what cuts every text, whatever its kind. Offsets
always count code points of `Document.text`. `in_english` tells the documents in other languages,
which the stages after this one cannot read. The stages after this one know only documents: how a
page or a line was read stays here.
"""

from __future__ import annotations

from graphkit.read.content import MAX_CHARACTERS
from graphkit.read.inputs import read_documents
from graphkit.read.language import in_english
from graphkit.read.sentences import split_sentences

__all__ = ["MAX_CHARACTERS", "in_english", "read_documents", "split_sentences"]
