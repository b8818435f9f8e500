"""A post with its organisation, as one says it."""

from __future__ import annotations

import re

from store.language.countries import COUNTRIES

#: 孟加拉国外交部长 is no post of the 外交部 of the country whose paper it is.
_ABROAD = re.compile(
    rf"(?:{'|'.join(sorted(COUNTRIES, key=len, reverse=True))})(?:[^省市区县]{{0,4}})(?:外交|国防|总统|首相|总理|议长|国王|国务)"
)


def full_title(post: str, organisation: str | None) -> str:
    """Joined where two characters or more are told twice: 石桥镇党委 + 党委书记 → 石桥镇党委书记; 青禾公司 + 总经理 → 青禾公司总经理; 云岭省 + 省委书记 → 云岭省委书记."""
    if not organisation or post.startswith(organisation) or _ABROAD.match(post):
        return post
    for size in range(min(len(organisation), len(post), 6), 1, -1):
        if organisation.endswith(post[:size]):
            return organisation + post[size:]
    if organisation[-1] == post[0] and post[0] in "省市区县州镇乡村":
        return organisation + post[1:]
    return organisation + post
