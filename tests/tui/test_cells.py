"""Chinese text in cells: nothing lost, no line too wide, no line begun with a comma."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cells import Cells

TEXT = st.text(
    alphabet="春风又绿江南岸，。、；：？！“”（）《》…—abcXYZ0123456789.,% ", max_size=200
)
ROOM = st.integers(min_value=8, max_value=90)


@given(TEXT, ROOM, st.booleans(), st.integers(min_value=0, max_value=4))
def test_wrapping_loses_nothing(text, room, wide, indent):
    spans = Cells(wide).wrap(text, room, indent)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b == c for (_a, b), (c, _d) in itertools.pairwise(spans))


@given(TEXT, ROOM, st.booleans())
def test_no_line_is_wider_than_its_room(text, room, wide):
    cells = Cells(wide)
    for a, b in cells.wrap(text, room):
        assert cells.width(text[a:b].rstrip(" ")) <= room


@given(st.text(max_size=60), st.integers(min_value=0, max_value=40), st.booleans())
def test_fitting_fills_the_room_exactly(text, room, wide):
    cells = Cells(wide)
    assert cells.width(cells.fit(text, room)) == room


@pytest.mark.parametrize("mark", "，。、；：？！”）》】")
def test_no_line_begins_with_closing_punctuation(mark):
    text = "春风又绿江南岸" + mark + "明月何时照我还"
    lines = [text[a:b] for a, b in Cells().wrap(text, 14)]
    assert not any(line.startswith(mark) for line in lines)


@pytest.mark.parametrize("mark", "“（《【")
def test_no_line_ends_with_opening_punctuation(mark):
    text = "春风又绿江南" + mark + "岸明月何时照我还"
    lines = [text[a:b] for a, b in Cells().wrap(text, 14)]
    assert not any(line.endswith(mark) for line in lines)


def test_a_number_is_not_cut():
    text = "总投资约1234567.89亿元"
    assert "1234567.89" in "|".join(text[a:b] for a, b in Cells().wrap(text, 16))


def test_ambiguous_characters_take_what_the_terminal_gives_them():
    assert Cells(wide=False).width("“晨报”") == 6
    assert Cells(wide=True).width("“晨报”") == 8
