"""Whether someone's post is a new one, and whether two titles are one post."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.held_posts import same_post
from store.language.countries import COUNTRIES

_APPOINTED = re.compile(
    r"任命|当选|选举|出任|接任|升任|调任|就任|履新|转任|担任|任职|免去|干部大会|宣布.{0,20}决定|任[^何意由职务期教]{2,24}(?:长|书记|主任|主席|总裁)"
)
#: So often a post must have been told before another one, without a word of a change, is one.
_TOLD = 2
#: Of guests it is told by other words each time who they are.
_FOREIGN = re.compile(r"(?:外交部长|外长|外交大臣|总统|首相|总理|议长|大使)$")
_ABROAD = re.compile(
    "|".join(sorted(COUNTRIES - {"中国", "中华人民共和国"}, key=len, reverse=True))
)
_HEAD = re.compile(
    r"(?:部长|局长|厅长|司长|主任|书记|院长|校长|行长|会长|董事长|总经理|秘书长|主席)$"
)


def changed(title: str, sentences: Sequence[str], left: bool, earlier: Sequence[str]) -> bool:
    """Whether a post is a new one, by the ``sentences`` that state it and the titles told ``earlier``.

    The article says so (``left``: it names one that was held before), or a post that was told again and
    again, alone, has given way. Leaders who hold several posts at once are named by one or the other.
    """
    if not earlier or any(one_post(title, other) for other in earlier):
        return False
    if left or any(_APPOINTED.search(sentence) for sentence in sentences):
        return True
    if _FOREIGN.search(title) or _ABROAD.match(title):
        return False
    if any(_named_by(o, s) for o in earlier for s in sentences):
        return False
    return len(earlier) >= _TOLD and all(one_post(earlier[0], other) for other in earlier)


def _named_by(title: str, sentence: str) -> bool:
    """Whether a sentence tells a post as well: 政治局常委、国务院总理某某."""
    return title in sentence or title[-4:] in sentence


def one_post(one: str, other: str) -> bool:
    """Whether two titles may be the same post, also where the body is told by its short form
    (区发改局 and 区发展和改革局)."""
    if same_post(one, other):
        return True
    heads = _HEAD.search(one), _HEAD.search(other)
    if (
        not heads[0]
        or not heads[1]
        or heads[0][0] != heads[1][0]
        or ("副" in one) != ("副" in other)
    ):
        return False
    few, many = sorted((one[: heads[0].start()], other[: heads[1].start()]), key=len)
    rest = iter(many)
    return len(few) >= 3 and all(char in rest for char in few)
