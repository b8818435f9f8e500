"""China's divisions as data: counties and prefectures as text, townships as the tagger's keys.

usage: python -m bench.divisions FILE

FILE is an indented list of the official divisions (province, prefecture, county, township, village,
one tab deeper each; a county's short name in the third column), as the statistics office publishes
them. Names of divisions are facts. Writes store/language/divisions.txt: full name, short name.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "store" / "language" / "divisions.txt"
TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,12}(?:镇|乡|街道|苏木|农场|林场|牧场)")
_NO_DIVISION = re.compile("市辖区|县级|直辖|行政单位|^省|开发区|园区|管理区|新区$")


def rows(path: Path) -> Iterator[tuple[int, str, str]]:
    """Depth (0 province … 4 village), full name, short name (or "") of every division."""
    for line in path.read_text(encoding="utf-8").splitlines():
        name = line.lstrip("\t")
        fields = name.split("\t")
        yield len(line) - len(name), fields[0], fields[2] if len(fields) > 2 else ""


def townships(path: Path) -> list[str]:
    """The townships' full names, each once."""
    return sorted({n for depth, n, _ in rows(path) if depth == 3 and TOWNSHIP.fullmatch(n)})


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path)
    found = {
        name: short
        for depth, name, short in rows(parser.parse_args().file)
        if depth in (1, 2) and not _NO_DIVISION.search(name) and len(name) >= 2
    }
    lines = (f"{name}\t{short}" if short else name for name, short in sorted(found.items()))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{OUT}: {len(found)} divisions")


if __name__ == "__main__":
    main()
