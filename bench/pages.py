"""How well and how fast pages of text are read, on pages made from real editions.

usage: python -m bench pages [--shared DIR] [--from DATE] [--to DATE] [--pages N] [--style STYLE]

Sets pages with tools/make_pages.py of DIR in each of its styles, reads them as
``chenbao read --json`` does, and scores them with tools/score_pages.py. By default only days that
the shipped weights were not trained on when docs/decisions.md was written. ``--style`` (may be
given more than once) measures only that one, ``--pages 100`` is enough to see a direction.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from store.interchange import article_record, json_line
from store.reading.detect import ReadOptions, read_path

STYLES = ("broken", "glued", "stacked", "plain")


def main() -> int:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--shared", type=Path, default=Path("../shared"))
    p.add_argument("--from", dest="first", default="2026-06-09")
    p.add_argument("--to", dest="last", default="9")
    p.add_argument("--pages", type=int, default=300)
    p.add_argument("--style", choices=STYLES, action="append", help="only this style")
    o = p.parse_args()
    records = o.shared / "data" / "rmrb_2026_apr-jun.jsonl.gz"
    if not records.exists():
        print(f"{records} is absent; nothing measured", file=sys.stderr)
        return 1
    for style in o.style or STYLES:
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder)
            subprocess.run(
                [sys.executable, o.shared / "tools" / "make_pages.py", records, made,
                 "--pages", str(o.pages), "--style", style, "--from", o.first, "--to", o.last],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            files = sorted(made.glob("page_*.txt"))
            lines: list[str] = []
            chars = 0
            began = time.process_time()
            for file in files:
                for reading in read_path(file, ReadOptions()):
                    chars += len(reading.text or "")
                    lines += [json_line(article_record(a)) for a in reading.articles]
            took = time.process_time() - began
            print(
                f"\n{style}: {len(files)} pages, {chars / took:,.0f} characters a second of processor time",
                flush=True,
            )
            subprocess.run(
                [sys.executable, o.shared / "tools" / "score_pages.py", made / "truth.jsonl"],
                input="\n".join(lines), text=True, check=True,
            )  # fmt: skip
    return 0
