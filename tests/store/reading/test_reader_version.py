"""The number pages are stored with changes whenever the reader does, so ``chenbao reread`` finds them.

After a change of the reader: raise READER in store/reading/page_text.py, and put its new number
with the fingerprint that the failing test tells into MADE_OF.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from store.reading import page_text

READING = Path(page_text.__file__).parent
MADE_OF = ("page_text/3", "e1bcb555167c7df4")


def modules() -> set[str]:
    """The modules of store/reading that reading a page of text goes through."""
    found: set[str] = set()
    waiting = ["page_text"]
    while waiting:
        name = waiting.pop()
        if name in found or not (READING / f"{name}.py").exists():
            continue
        found.add(name)
        source = (READING / f"{name}.py").read_text(encoding="utf-8")
        waiting += re.findall(r"^\s*from store\.reading\.(\w+) import", source, re.M)
        for names in re.findall(r"^\s*from store\.reading import ([\w, ]+)$", source, re.M):
            waiting += [one.split(" as ")[0].strip() for one in names.split(",")]
    return found


def fingerprint() -> str:
    """One over the code (comments and empty lines aside) and the weights."""
    total = hashlib.sha256((READING / "page_model.json.gz").read_bytes())
    for name in sorted(modules()):
        for line in (READING / f"{name}.py").read_text(encoding="utf-8").splitlines():
            bare = line.strip()
            if bare and not bare.startswith("#") and "READER = " not in bare:
                total.update(f"{name} {bare}\n".encode())
    return total.hexdigest()[:16]


def test_the_reader_has_a_new_number_when_it_reads_otherwise():
    assert {"page_grammar", "page_features", "last_look", "cues", "credits"} <= modules()
    assert (page_text.READER, fingerprint()) == MADE_OF
