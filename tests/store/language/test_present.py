"""Lists of those present, and who leads them."""

from __future__ import annotations

import pytest

from store.language.present import present
from store.records import Article, Mention, Paragraph

PEOPLE = ("顾行舟", "沈砚秋", "阮明溪", "温如海")


def listed(text):
    article = Article("made up", "题", paragraphs=(Paragraph(text),))
    mentions = [
        Mention("PER", name, name, 0, at, at + len(name))
        for name in PEOPLE
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return dict(present(article, mentions))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "区领导顾行舟、沈砚秋、阮明溪出席会议。",
            {"顾行舟": True, "沈砚秋": False, "阮明溪": False},
        ),
        ("沈砚秋到石桥镇调研，温如海陪同。", {"沈砚秋": True, "温如海": False}),
        ("顾行舟出席会议。沈砚秋、阮明溪参加。", {"沈砚秋": True, "阮明溪": False}),
        ("顾行舟出席并讲话。", {}),
        ("顾行舟给沈砚秋写了一封信。", {}),
    ],
)
def test_the_first_named_of_those_present_leads(text, found):
    assert listed(text) == found
