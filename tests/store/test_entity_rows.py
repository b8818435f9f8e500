"""The post beside a name in the list."""

from __future__ import annotations

import pytest

from store.entity_rows import latest


@pytest.mark.parametrize(
    ("stated", "post"),
    [
        ([["副区长"], ["云溪区副区长"]], ("云溪区副区长", False)),
        ([["云溪区区长"], ["石桥镇镇长"], ["镇长"]], ("云溪区区长", True)),
        ([["湖城市市长", "市委副书记"], ["市长"]], ("湖城市市长", False)),
        # An obituary, a portrait: many posts that nobody states today.
        ([["石桥镇镇长、镇党委书记", "区财政局局长", "湖城县县长"], ["区人大主任"], ["人大主任"]],
         ("区人大主任", False)),
        ([["区气象局局长"]], ("区气象局局长", False)),
        # A form that one text used names no post.
        ([["总统"], ["联合国会见湖国总统"], *[["湖国总统"]] * 6], ("湖国总统", False)),
        ([], None),
    ],
)  # fmt: skip
def test_the_latest_post_and_whether_it_is_new(stated, post):
    assert latest(stated) == post
