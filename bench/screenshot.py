"""Draw the pictures of the manual from the sample edition: docs/screenshot.svg and its sisters.

usage: python -m bench screenshot [--out FOLDER] [--size 120x40]

screenshot.svg shows the headlines beside an article, briefing.svg the briefing of one morning,
entities.svg the card of a person, trends.svg two words over the fortnight.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
from pathlib import Path

from store.database.places import StorePlaces
from store.sample_edition import open_sample
from tui import words
from tui.dashboard import Dashboard


def _add(word: str) -> tuple[str, ...]:
    """The keys that put a word on the chart."""
    return ("a", "wait", *word, "wait", "enter", "wait")


SCENES: dict[str, tuple[str, ...]] = {
    "screenshot": ("2", "enter", "wait", "escape", "j", "s", "j", "j"),
    "briefing": ("1", "wait"),
    "entities": ("3", "wait", "j", "wait"),
    "trends": ("4", "wait", *_add("低空物流"), *_add("马拉松")),
}


async def draw(sample: Path, size: tuple[int, int], out: Path, keys: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        # Every picture from a store nobody has read in.
        shutil.copytree(sample, folder, dirs_exist_ok=True)
        app = Dashboard(StorePlaces.inside(Path(folder)))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for key in keys:
                if key == "wait":
                    await pilot.pause(0.6)
                    await app.workers.wait_for_complete()
                else:
                    await pilot.press(key)
            await pilot.pause(0.5)
            await app.workers.wait_for_complete()
            await pilot.pause(0.2)
            out.write_text(app.export_screenshot(title="chenbao"), encoding="utf-8")
            app.exit()


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("--out", type=Path, default=Path("docs"))
    p.add_argument("--size", default="120x40")
    o = p.parse_args()
    width, height = (int(n) for n in o.size.split("x"))
    words.use("zh_CN")
    with tempfile.TemporaryDirectory() as sample:
        open_sample(Path(sample))
        for name, keys in SCENES.items():
            out = o.out / f"{name}.svg"
            asyncio.run(draw(Path(sample), (width, height), out, keys))
            print(f"{out}: {out.stat().st_size:,} bytes")
