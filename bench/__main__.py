"""``python -m bench NAME …`` runs bench/NAME.py with the machine's figures printed first."""

from __future__ import annotations

import importlib
import os
import platform
import sqlite3
import sys
from pathlib import Path


def machine() -> str:
    """One line about the machine that measured: figures mean nothing without it."""
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return (
        f"{os.cpu_count()} × {model}, {platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


def main() -> int:
    """Run one measurement by its name."""
    here = Path(__file__).parent
    names = sorted(p.stem for p in here.glob("*.py") if not p.stem.startswith(("_", "train_")))
    if len(sys.argv) < 2 or sys.argv[1] not in names:
        print(f"usage: python -m bench {{{'|'.join(names)}}} …", file=sys.stderr)
        return 2
    name = sys.argv.pop(1)
    sys.argv[0] = f"python -m bench {name}"
    print(machine(), flush=True)
    result = importlib.import_module(f"bench.{name}").main()
    return int(result or 0)


if __name__ == "__main__":
    sys.exit(main())
