"""In 16 colours, on a Linux console and with NO_COLOR nothing is told by colour alone.

A real pty, and pyte as the terminal: what is looked at are signs and attributes, colours never.
"""

from __future__ import annotations

import re

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("pyte")

from store.headlines import Headlines, Marks, Place
from store.records import Scope
from tests.tui.poor_terminal import Seen

TERMINALS = [
    {"TERM": "xterm-16color"},
    {"TERM": "linux"},
    {"TERM": "xterm-256color", "NO_COLOR": "1"},
]
LIBRARY = "图书馆夜间开放首周"


@pytest.fixture(params=TERMINALS, ids=lambda t: "-".join(t.values()))
def seen(request, morning):
    headlines, marks = Headlines(morning), Marks(morning)
    first, second, *_ = headlines.outline(Scope()).groups[0].ids
    marks.mark_read([first])
    marks.star([second])
    marks.save_place(Place("headlines"))
    headlines.close()
    marks.close()
    run = Seen(morning.articles, request.param)
    run.ascii = request.param["TERM"] == "linux"
    run.no_color = "NO_COLOR" in request.param
    run.line_with("未读3")
    run.pump(0.6)
    yield run
    run.close()
    codes = [code for sgr in re.findall(rb"\x1b\[([0-9;]*)m", run.raw) for code in sgr.split(b";")]
    assert b"38" not in codes
    assert b"48" not in codes
    if run.no_color:
        assert not {int(c) for c in codes if c} & {*range(30, 38), *range(40, 48), *range(90, 108)}


def test_nothing_is_told_by_colour_alone(seen):
    of_the_list(seen)
    of_matches(seen)
    of_charts(seen)


def of_the_list(seen):
    unread, read, starred = ("*", ".", "+") if seen.ascii else ("●", "○", "★")
    # The cursor is one reverse row.
    (here,) = [row for row in range(seen.height) if seen.styled(row, "reverse").strip()]
    assert here == seen.line_with("柳河镇启动河道清淤")
    text = seen.screen.display
    assert f" {read} " in text[here]
    library = text[seen.line_with(LIBRARY)]
    assert unread in library
    assert starred in library
    # Headings and the tab one is on are bold.
    assert "湖城晚报" in seen.styled(2, "bold")
    assert "要闻" in seen.styled(0, "bold")
    assert "趋势" not in seen.styled(0, "bold")
    # The cursor moved is seen to have moved.
    seen.press("j")
    (here,) = [row for row in range(seen.height) if seen.styled(row, "reverse").strip()]
    assert here == seen.line_with(LIBRARY)
    assert seen.colours() == set() or not seen.no_color


def of_matches(seen):
    """Matches are underlined, in the list and in the text."""
    seen.press("/")
    seen.press("夜间")
    seen.press("\r")
    row = seen.line_with(LIBRARY)
    assert "夜间" in seen.styled(row, "underscore")
    assert "图书馆" not in seen.styled(row, "underscore")
    seen.press("\r")
    seen.line_with("首周夜间到馆人数")
    marked = "".join(seen.styled(row, "underscore") for row in range(seen.height))
    assert marked.count("夜间") >= 2
    assert set(marked.replace("夜间", "")) <= {" "}


def of_charts(seen):
    """Each series has a sign of its own; the one in focus is underlined."""
    seen.press("4")
    seen.line_with("还没有词")
    for word in ("图书馆", "河道"):
        seen.press("a")
        seen.press(word)
        seen.press("\r")
        seen.line_with(word)
    legend = seen.screen.display[seen.line_with("河道")].replace(" ", "")
    one, other = (re.search(rf"(.){word}", legend).group(1) for word in ("图书馆", "河道"))
    assert one != other
    assert "河道" in "".join(seen.styled(row, "underscore") for row in range(seen.height))
