"""What is not sent again must stand on the terminal all the same."""

from __future__ import annotations

import random

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.cells import Cells
from tui.painting import Painted

pyte = pytest.importorskip("pyte")

WIDTH, HEIGHT = 24, 6
STYLES = [None, Style(), Style(bold=True), Style(reverse=True), Style(dim=True), Style(color="cyan", bgcolor="default"), Style(underline=True)]  # fmt: skip


def line(chance: random.Random, width: int) -> Strip:
    """So many cells of anything: ideographs, blanks, letters, in any style."""
    segments, used = [], 0
    # pyte scrolls when an accent follows the last column: none stands there.
    while used < width - 5:
        text = chance.choice(["区", "长", " ", " " * 6, "a", "9", "“", "…", "👍", "e\u0301"])
        wide = Cells().width(text)
        if used + wide > width - 5:
            text, wide = " ", 1
        segments.append(Segment(text, chance.choice(STYLES)))
        used += wide
    segments.append(Segment(chance.choice([" " * 5, "ab cd"]), chance.choice(STYLES)))
    return Strip(segments, width)


@pytest.mark.parametrize("seed", range(40))
def test_the_terminal_shows_the_same_as_if_everything_had_been_sent(seed):
    chance, painted = random.Random(seed), Painted(Cells())
    console = Console(force_terminal=True, color_system="standard")
    cut, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    cut_stream, whole_stream = pyte.Stream(cut), pyte.Stream(whole)
    lines = [line(chance, WIDTH) for _ in range(HEIGHT)]
    for _ in range(12):
        # A few lines become others; the middle of one may change alone.
        for _ in range(chance.randrange(4)):
            lines[chance.randrange(HEIGHT)] = line(chance, WIDTH)
        first = chance.randrange(HEIGHT)
        update = LayoutUpdate([[s] for s in lines], Region(0, 0, WIDTH, HEIGHT))
        if chance.random() < 0.5:
            update = LayoutUpdate([[s] for s in lines[first:]], Region(0, first, WIDTH, HEIGHT - first))  # fmt: skip
        cut_stream.feed(painted.changed(update, (WIDTH, HEIGHT)).render_segments(console))
        everything = LayoutUpdate([[s] for s in lines], Region(0, 0, WIDTH, HEIGHT))
        whole_stream.feed(everything.render_segments(console))
        cut_stream.feed(painted.changed(everything, (WIDTH, HEIGHT)).render_segments(console))
        assert cut.display == whole.display
        for y in range(HEIGHT):
            for x in range(WIDTH):
                one, other = cut.buffer[y][x], whole.buffer[y][x]
                # The colours and the weight of a blank cannot be seen.
                if one.data.strip():
                    assert one == other
                else:
                    assert (one.reverse, one.underscore) == (other.reverse, other.underscore)


def test_what_is_the_same_is_not_sent():
    painted, console = Painted(Cells()), Console(force_terminal=True)
    update = LayoutUpdate([[line(random.Random(1), WIDTH)]], Region(0, 0, WIDTH, 1))
    assert painted.changed(update, (WIDTH, HEIGHT)).render_segments(console)
    assert painted.changed(update, (WIDTH, HEIGHT)).render_segments(console) == ""
    painted.forget()
    assert painted.changed(update, (WIDTH, HEIGHT)).render_segments(console)
    assert painted.changed(update, (WIDTH, HEIGHT + 1)).render_segments(console)


@pytest.mark.parametrize("bad", ["\x1b]52;c;eHg=\x07", "\x9b2J", "\u202e", "\r\n"])
def test_nothing_drawn_can_command_the_terminal(bad):
    painted, console = Painted(Cells()), Console(force_terminal=True)
    update = LayoutUpdate([[Strip([Segment(f"区{bad}长")])]], Region(0, 0, WIDTH, 1))
    sent = painted.changed(update, (WIDTH, HEIGHT)).render_segments(console)
    assert ("区" in sent, "长" in sent) == (True, True)
    assert not any(char in sent.replace("\x1b[", "") for char in "\x1b\x07\x9b\u202e\r\n")


def test_a_screen_walked_through_is_the_screen_drawn_anew(morning):
    """Every tab, the article, the help and back, then C-l: nothing may change."""
    from tests.tui.poor_terminal import Seen

    seen = Seen(morning.articles, {"TERM": "xterm-256color"}, (120, 40))
    seen.line_with("要闻")
    for keys in ("2", "j", "j", "\r", " ", "h", "?", "\x1b", "1", "3", "j", "4", "2", "k"):
        seen.press(keys)
    seen.pump(1.0)
    before = list(seen.screen.display)
    seen.press("\x0c")
    assert list(seen.screen.display) == before
    seen.press("Q")
