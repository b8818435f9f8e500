"""Pinyin keys: a name by its syllables (chenqunwei) and by its initials (cqw).

pypinyin knows the phrases (重庆, 长兴); the surnames that are read otherwise than the character
usually is stand here. ü is written v, as one types it.
"""

from __future__ import annotations

from functools import lru_cache

_SURNAMES = {
    "单": "shan", "查": "zha", "仇": "qiu", "朴": "piao", "解": "xie", "曾": "zeng", "区": "ou",
    "任": "ren", "华": "hua", "盖": "ge", "乐": "yue", "翟": "zhai", "缪": "miao", "纪": "ji",
    "宁": "ning", "卜": "bu", "种": "chong", "冼": "xian", "覃": "qin", "谌": "chen", "员": "yun",
    "召": "shao", "折": "she", "葛": "ge", "那": "na", "哈": "ha", "都": "du", "车": "che",
    "秘": "bi", "薄": "bo", "郇": "xun", "郗": "chi", "燕": "yan", "应": "ying", "於": "yu",
    "洗": "xian", "逄": "pang", "长孙": "zhangsun", "尉迟": "yuchi", "万俟": "moqi", "澹台": "tantai",
    "宓": "mi", "幸": "xing", "相": "xiang", "佴": "nai", "贾": "jia", "石": "shi", "沈": "shen",
    "行": "xing", "强": "qiang", "干": "gan", "曲": "qu", "尹": "yin", "柏": "bai", "过": "guo",
    "隗": "wei", "牟": "mou", "乜": "nie", "冯": "feng", "祭": "zhai", "盛": "sheng", "钻": "zuan",
}  # fmt: skip


@lru_cache(maxsize=200_000)
def spell(name: str, *, person: bool = False) -> tuple[str, str]:
    """The full pinyin and the initials of ``name``, lower case, nothing between syllables.

    ``person``: the first character is a surname. Latin letters and digits stand for themselves;
    everything else is left out.
    """
    syllables: list[str] = []
    rest = name
    if person:
        for length in (2, 1):
            if name[:length] in _SURNAMES and len(name) > length:
                first = _SURNAMES[name[:length]]
                syllables = [first] if length == 1 else _two(first)
                rest = name[length:]
                break
    syllables += _syllables(rest)
    return "".join(syllables), "".join(part[0] if part.isalpha() else part for part in syllables)


def _two(joined: str) -> list[str]:
    for split in range(2, len(joined) - 1):
        if joined[split] in "sclqt":
            return [joined[:split], joined[split:]]
    return [joined]


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    found: list[str] = []
    for part in lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors=_plain):  # type: ignore[arg-type]
        if part:
            found.append(part)
    return found


def _plain(text: str) -> list[str]:
    """What is no Chinese character: letters and digits, one by one."""
    return [c.lower() for c in text if c.isascii() and c.isalnum()]
