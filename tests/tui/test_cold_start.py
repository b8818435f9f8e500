"""Starting the dashboard loads nothing heavy. The static graph cannot see a deferred import, so
these run the real thing and look at ``sys.modules``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    "jieba", "rjieba", "plotext", "sqlite_utils", "numpy", "pypinyin", "charset_normalizer",
    "selectolax", "trafilatura", "pypdfium2", "feedparser", "lxml",
    "textual.widgets._markdown", "markdown_it",
)  # fmt: skip


def modules_after(code: str, *arguments: str) -> set[str]:
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}\nprint(*sys.modules, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines())


def test_the_dashboard_starts_without_heavy_modules(morning):
    code = """
import asyncio
from pathlib import Path
from store.database.places import StorePlaces
from tui.dashboard import Dashboard

async def start():
    app = Dashboard(StorePlaces.inside(Path(sys.argv[1])))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        assert app.screen.tab == 1
        await pilot.press("2")
        await app.workers.wait_for_complete()
        await pilot.press("j", "enter")
        await app.workers.wait_for_complete()
        assert app.screen.listing.count == 4
        app.leave()

asyncio.run(start())
"""
    loaded = modules_after(code, str(morning.articles.parent))
    assert "textual.app" in loaded
    assert sorted(m for m in HEAVY if m in loaded) == []


def test_the_command_line_starts_without_the_screens():
    loaded = modules_after("import app\napp.parser()")
    assert not any(m == "textual" or m.startswith("textual.") for m in loaded)
    assert not any(m in loaded for m in HEAVY)


def test_the_store_loads_no_screen():
    code = "import store.intake, store.headlines, store.interchange, store.sample_edition"
    loaded = modules_after(code)
    assert not any(m.split(".")[0] in ("textual", "rich", "tui") for m in loaded)


def test_the_commands_load_no_textual():
    code = "import tui.commands.read, tui.commands.keeping, tui.commands.listing"
    assert not any(m.split(".")[0] == "textual" for m in modules_after(code))
