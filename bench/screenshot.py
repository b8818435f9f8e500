"""Draw docs/screenshot.svg: the headlines of the sample edition beside an article.

usage: python -m bench screenshot [--out FILE] [--size 120x40]
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from store.sample_edition import open_sample
from tui import words
from tui.dashboard import Dashboard


async def draw(size: tuple[int, int], out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        app = Dashboard(open_sample(Path(folder)))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.press("enter")
            await app.workers.wait_for_complete()
            await pilot.press("escape", "j", "s", *"j" * 19)
            await pilot.pause(0.5)
            await app.workers.wait_for_complete()
            await pilot.pause(0.2)
            out.write_text(app.export_screenshot(title="chenbao"), encoding="utf-8")
            app.exit()


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--out", type=Path, default=Path("docs/screenshot.svg"))
    p.add_argument("--size", default="120x40")
    o = p.parse_args()
    width, height = (int(n) for n in o.size.split("x"))
    words.use("zh_CN")
    asyncio.run(draw((width, height), o.out))
    print(f"{o.out}: {o.out.stat().st_size:,} bytes")
