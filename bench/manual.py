"""Write docs/keys.md and docs/commands.md from the tables of keys, settings and commands.

A test holds them to these tables.

usage: python -m bench manual
"""

from __future__ import annotations

import argparse
from pathlib import Path

import app
from tui import words
from tui.keys import (
    ARTICLE,
    BRIEFING,
    CHARTS,
    CHOOSING,
    ENTITIES,
    EVERYWHERE,
    HEADLINES,
    LIST,
    RISING,
    SAVED,
    SOURCE,
    TRENDS,
    TYPING,
    VERSIONS,
    shown,
    table,
)
from tui.settings import HELP

MANUAL = Path(__file__).parents[1] / "docs" / "keys.md"
COMMANDS = MANUAL.with_name("commands.md")
HEADINGS = {
    EVERYWHERE: "Everywhere 处处",
    LIST: "Lists and text 列表与正文",
    HEADLINES: "Headlines and article 要闻与文章",
    ARTICLE: "The open article 文章",
    BRIEFING: "The briefing 晨报",
    VERSIONS: "Versions of one event 一事各报",
    ENTITIES: "The entities 名录",
    SOURCE: "The source page 版面原文",
    CHOOSING: "Choosing from a list 选择（筛选、日期、帮助、命令）",
    SAVED: "Saved searches 保存的查找",
    TYPING: "Typing what to find 输入查找",
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


COMMANDS_INTRODUCTION = """\
# Commands 命令

Made from the command line itself (`python -m bench manual`). `chenbao` alone opens the dashboard;
`--store PATH` before or after a command (or `CHENBAO_STORE`) names another store, `--mouse` lets the
dashboard use the mouse. Exit status: 0 done; 1 something was refused or not found, told in one line on
standard error; 2 the command line was not understood; 3 `brief` has nothing to tell.
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


def commands_page() -> str:
    """The whole of docs/commands.md."""
    out = [COMMANDS_INTRODUCTION.rstrip()]
    for name, command in commands().items():
        out += ["", f"## chenbao {name}", "", command.description or "", ""]
        for action in arguments(command):
            shown = ", ".join(action.option_strings) or str(action.metavar or action.dest)
            if action.choices:
                shown += " " + "|".join(map(str, action.choices))
            elif action.option_strings and action.metavar:
                shown += f" {action.metavar}"
            out.append(f"- `{shown}`: {action.help}")
    return "\n".join(out) + "\n"


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command and its parser, its arguments filled in."""
    top = app.parser()
    (found,) = (a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    for command in found.choices.values():
        command.format_help()
    return dict(found.choices)


def arguments(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """What a command takes, its help apart."""
    return [a for a in command._actions if not isinstance(a, argparse._HelpAction)]


def main() -> None:
    MANUAL.write_text(keys_page(), encoding="utf-8")
    COMMANDS.write_text(commands_page(), encoding="utf-8")
    print(MANUAL.name, COMMANDS.name)
