"""Write docs/keys.md from the tables of keys and settings; a test holds it to them.

usage: python -m bench manual
"""

from __future__ import annotations

from pathlib import Path

from tui import words
from tui.keys import (
    ARTICLE,
    BRIEFING,
    CHARTS,
    ENTITIES,
    EVERYWHERE,
    HEADLINES,
    LIST,
    RISING,
    SOURCE,
    TRENDS,
    shown,
    table,
)
from tui.settings import HELP

MANUAL = Path(__file__).parents[1] / "docs" / "keys.md"
HEADINGS = {
    EVERYWHERE: "Everywhere 处处",
    LIST: "Lists and text 列表与正文",
    HEADLINES: "Headlines and article 要闻与文章",
    ARTICLE: "The open article 文章",
    BRIEFING: "The briefing 晨报",
    ENTITIES: "The entities 名录",
    SOURCE: "The source page 版面原文",
    CHARTS: "Chart and rising words 趋势图与上升榜",
    TRENDS: "The chart 趋势图",
    RISING: "The rising words 上升榜",
}
INTRODUCTION = """\
# Keys 按键

Made from the table in `tui/keys.py` (`python -m bench manual`), which footer, help and palette use
too. Two-key sequences are typed one after the other.

## Settings 设置

In `config.toml` in the platform's config folder, or where `CHENBAO_CONFIG` says. Keys are written as
here (`?`, `C-d`, `gg`) or as Textual names them (`question_mark`).

```toml
language = "zh"
[keys]
star = ["s", "x"]
read_on = "Space"
```
"""


def keys_page() -> str:
    """The whole of docs/keys.md. Leaves the interface speaking Chinese."""
    words.use("en")
    english = table()
    words.use("zh_CN")
    chinese = {key.id: key.help for key in table()}
    out = [INTRODUCTION, "| setting | |", "|---|---|"]
    out += [f"| `{name}` | {text} |" for name, text in HELP.items()]
    for where, heading in HEADINGS.items():
        out += ["", f"## {heading}", "", "| keys | action | | |", "|---|---|---|---|"]
        for key in english:
            if key.where == where:
                keys = " ".join(f"`{shown(pressed)}`" for pressed in key.keys)
                out.append(f"| {keys} | `{key.id}` | {key.help} | {chinese[key.id]} |")
    return "\n".join(out) + "\n"


def main() -> None:
    MANUAL.write_text(keys_page(), encoding="utf-8")
    print(MANUAL.name)
