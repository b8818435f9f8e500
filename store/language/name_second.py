"""The second look: what the tagger sees once its first look has put spans on the text.

The first look was taught by another tagger, with that one's habits; the second is taught by hand
labels alone. It sees the first one's spans, what stands inside and beside them, and little else, so
that a few hundred articles are enough to teach it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from store.language.name_features import (
    EDGE,
    NameDictionary,
    View,
    character_kinds,
    key32,
    name_keys,
)
from store.language.surnames import classes

Numbers = npt.NDArray[np.uint64]
TEMPLATES = 57
#: The last two characters of what people are.
_ROLE_WORDS = (
    "书记 主席 主任 委员 局长 厅长 部长 省长 市长 州长 区长 县长 镇长 乡长 村长 处长 科长 所长 站长 院长 校长 园长 馆长 台长 社长 行长 队长 会长 事长 经理 总裁 "
    "责人 言人 书长 察长 庭长 支书 政委 组长 班长 厂长 场长 店长 船长 教授 讲师 医师 医生 护士 士长 法官 察官 律师 民警 辅警 警察 记者 讯员 编辑 主播 教师 老师 学生 同学 "
    "研究生 员工 职工 工人 司机 骑手 乘客 旅客 游客 顾客 市民 居民 村民 农民 牧民 渔民 农户 渔户 植户 殖户 脱贫户 业主 户主 老板 板娘 掌柜 店主 摊主 贩子 鱼贩 "
    "果农 茶农 菜农 花农 藕农 棉农 蔗农 胶农 烟农 药农 瓜农 蚕农 匠人 木匠 银匠 师傅 徒弟 师父 承人 创始人 办人 球员 队员 选手 教练 门将 裁判 冠军 运动员 志愿者 愿者 "
    "网格员 格员 调解员 解员 巡护员 护员 护林员 林员 管理员 理员 技术员 术员 农技员 技员 讲解员 保洁员 洁员 驾驶员 驶员 乘务员 务员 售货员 指导员 导员 演员 "
    "专家 学者 研究员 究员 工程师 程师 设计师 计师 厨师 画家 作家 诗人 导演 歌手 主唱 馆员 社员 党员 干部 代表 妻子 丈夫 儿子 女儿 父亲 母亲 爷爷 奶奶 哥哥 弟弟 姐姐 妹妹 "
    "孙子 孙女 外公 外婆 姑娘 小伙 青年 少年 老人 女孩 男孩 儿童 患者 伤者 受害人 害人 嫌疑人 疑人 被告 告人 原告 驶人 当事人 事人 代理人 投资人 纪人 采购商 购商 老乡 "
    "邻居 伙伴 搭档 同事 战友 领队 代理 副镇 女士 先生 摄影师 影师 影家 爱好者".split()
)
ROLES = tuple(dict.fromkeys(role[-2:] for role in _ROLE_WORDS))
#: The first two characters of what a speaker does.
SAYS = tuple(
    "介绍 表示 告诉 指出 强调 认为 坦言 回忆 感慨 透露 解释 提醒 笑着 笑称 交代 反映 带着 来到 走进 主持 出席 参加 率队 牵头 正在 当选".split()
)


def _salted(values: Numbers, template: int) -> npt.NDArray[np.uint32]:
    return key32(values + np.uint64((template + 101) * 0x1F123BB5159A55E5 & 0xFFFFFFFFFFFFFFFF))


def _padded(values: npt.NDArray[np.int64] | Numbers, fill: int) -> Numbers:
    edge = np.full(EDGE, fill)
    return np.concatenate([edge, values, edge]).astype(np.uint64)


def second_features(
    view: View, labels: npt.NDArray[np.int64], divisions: NameDictionary
) -> npt.NDArray[np.uint32]:
    """Keys of every feature of every character: TEMPLATES × characters.

    ``labels`` are the first look's (0 is O, then B M E S of each kind);
    ``divisions`` knows China's counties and townships (short names, full ones, townships).
    """
    count = view.count
    keys = np.zeros((TEMPLATES, count), dtype=np.uint32)
    if not count:
        return keys
    codes, stretches, char = view.codes, view.stretches, view.characters

    def gram(offset: int, length: int) -> Numbers:
        first = EDGE + offset
        return stretches.grams(length)[first : first + count]

    labels = np.where(view.between, 0, labels)
    tags = _padded(np.where(view.between, 20, labels), 20)

    def tag(offset: int) -> Numbers:
        return tags[EDGE + offset : EDGE + offset + count]

    big = np.uint64(1 << 24)
    here = tag(0)
    put = 0

    def add(values: Numbers) -> None:
        nonlocal put
        keys[put] = _salted(values, put)
        put += 1

    for offset in (-2, -1, 0, 1, 2):
        add(char(offset))
    add(gram(-1, 2))
    add(gram(0, 2))
    add(here)
    add(tag(-1) * np.uint64(32) + here)
    add(here * np.uint64(32) + tag(1))
    around = (tag(-1) * np.uint64(32) + here) * np.uint64(32) + tag(1)
    add(around)
    add((tag(-2) * np.uint64(32) + tag(2)) * np.uint64(1 << 16) + around)
    add(char(0) * np.uint64(32) + here)
    add(char(1) * np.uint64(32) + here)
    add(char(-1) * np.uint64(32) + here)
    add(gram(0, 2) * np.uint64(32) + here)
    add(gram(-1, 2) * np.uint64(32) + here)
    add(gram(1, 2) * np.uint64(32) + here)
    add(gram(-2, 2) * np.uint64(32) + here)

    # The first look's span over each character, or the gap between two of them.
    starts = np.flatnonzero((labels % 4 == 1) | ((labels % 4 == 0) & (labels > 0)))
    ends = np.flatnonzero((labels % 4 == 3) | ((labels % 4 == 0) & (labels > 0))) + 1
    size = min(len(starts), len(ends))
    starts, ends = starts[:size], ends[:size]
    if not size:
        # One span beyond the end: every character is outside, as beside a far name.
        starts = ends = np.array([count + 9])
        size = 1
        labels = np.concatenate([labels, np.zeros(12, dtype=labels.dtype)])
    number = np.searchsorted(starts, np.arange(count), side="right") - 1
    safe = np.maximum(number, 0)
    inside = (number >= 0) & (np.arange(count) < ends[safe])
    kinds = (labels[starts] + 3) // 4
    first, last = starts[safe], ends[safe]
    length = np.where(inside, np.minimum(last - first, 7), 0).astype(np.uint64)
    tail = codes[EDGE + np.where(inside, last - 1, np.arange(count))]
    tail2 = stretches.hashes(np.where(inside, last - 2, 0) + EDGE, np.where(inside, last, 0) + EDGE)
    head = codes[EDGE + np.where(inside, first, np.arange(count))]
    before = codes[EDGE + np.where(inside, first, 0) - 1]
    after = codes[EDGE + np.where(inside, last, 0)]
    after2 = stretches.hashes(
        np.where(inside, last, 0) + EDGE, np.where(inside, last, 0) + 2 + EDGE
    )
    before2 = stretches.hashes(
        np.where(inside, first, 0) - 2 + EDGE, np.where(inside, first, 0) + EDGE
    )
    left_kind = np.where(
        inside & (number > 0) & (ends[np.maximum(safe - 1, 0)] == first),
        kinds[np.maximum(safe - 1, 0)], 0,
    ).astype(np.uint64)  # fmt: skip
    following = np.minimum(safe + 1, size - 1)
    right_kind = np.where(
        inside & (safe + 1 < size) & (starts[following] == last), kinds[following], 0
    ).astype(np.uint64)
    gap_left = np.where(~inside & (number >= 0), np.arange(count) - last, 9)
    gap_left = np.minimum(gap_left, 9)
    next_start = starts[np.minimum(number + 1, size - 1)]
    gap_right = np.where((number + 1 < size) & ~inside, next_start - np.arange(count), 9)
    gap_right = np.minimum(gap_right, 9)
    left_of = np.where((gap_left < 9) & (number >= 0), kinds[safe], 0).astype(np.uint64)
    right_of = np.where(gap_right < 9, kinds[np.minimum(number + 1, size - 1)], 0).astype(np.uint64)
    whole = stretches.hashes(np.where(inside, first, 0) + EDGE, np.where(inside, last, 0) + EDGE)
    masked = inside.astype(np.uint64)
    neighbours = left_kind * np.uint64(4) + right_kind
    add(length * np.uint64(32) + here)
    add((tail * big + here) * masked)
    add((tail2 * np.uint64(32) + here) * masked)
    add((head * big + here) * masked)
    add((before * big + here) * masked)
    add((after * big + here) * masked)
    add((after2 * np.uint64(32) + here) * masked)
    add((before2 * np.uint64(32) + here) * masked)
    add((neighbours * np.uint64(32) + here) * masked)
    add((neighbours * np.uint64(8) + length) * np.uint64(32) + here)
    add((whole * np.uint64(32) + here) * masked)
    gaps = (
        (gap_left.astype(np.uint64) * np.uint64(16) + gap_right.astype(np.uint64)) * (np.uint64(16))
        + left_of * np.uint64(4)
        + right_of
    )
    add(gaps + np.uint64(1 << 14) * here)
    add((left_of * np.uint64(16) + np.minimum(gap_left, 3).astype(np.uint64)) * big + char(0))
    add((right_of * np.uint64(16) + np.minimum(gap_right, 3).astype(np.uint64)) * big + char(0))
    for values in _words(view, here):
        add(values)
    cover = view.cover
    joined = (cover[0] * np.uint64(64) + cover[1]) * np.uint64(64) + cover[2]
    add(joined)
    add(joined * np.uint64(32) + here)
    kinds_of = character_kinds(codes)
    shape = np.zeros(count, dtype=np.uint64)
    for offset in (-2, -1, 0, 1, 2):
        shape = shape * np.uint64(16) + kinds_of[EDGE + offset : EDGE + offset + count]
    add(shape)
    add(shape * np.uint64(32) + here)
    official = divisions.cover(view)
    place = (official[0] * np.uint64(64) + official[1]) * np.uint64(64) + official[2]
    known = _padded(place.astype(np.int64), 0)
    add(place)
    add(place * np.uint64(32) + here)
    add(place * big * np.uint64(2) + char(1))
    add(known[EDGE - 1 : EDGE - 1 + count] * np.uint64(1 << 18) + place)
    add((place * np.uint64(1 << 18) + known[EDGE + 1 : EDGE + 1 + count]) * np.uint64(32) + here)
    surname, role, said = _people(view)
    add(role)
    add(role * np.uint64(32) + here)
    add(said)
    add(said * np.uint64(32) + here)
    add((role * np.uint64(64) + said) * np.uint64(32) + here)
    add(surname)
    add(surname * np.uint64(32) + here)
    add((surname * np.uint64(32) + here) * np.uint64(64) + role)
    return keys


def _people(view: View) -> tuple[Numbers, Numbers, Numbers]:
    """Surnames around each character, how far a role ends before it, how soon one speaks after it."""
    count, codes = view.count, view.codes
    table, signs = _signs()
    kinds = table[codes]
    surname = np.zeros(count, dtype=np.uint64)
    for offset in (-2, -1, 0, 1):
        surname = surname * np.uint64(3) + kinds[EDGE + offset : EDGE + offset + count]
    pairs = signs.look_up(key32(view.stretches.grams(2)))
    ends = np.zeros(count + 2 * EDGE + 2, dtype=bool)
    ends[2 : 2 + len(pairs)] = pairs & _ROLE
    begins = np.zeros(count + 2 * EDGE + 6, dtype=bool)
    begins[: len(pairs)] = pairs & _SAID
    begins[: len(codes)] |= (codes == ord("说")) | (codes == ord("称"))
    role = np.zeros(count, dtype=np.uint64)
    said = np.zeros(count, dtype=np.uint64)
    for distance in (4, 3, 2, 1, 0):
        first = EDGE - distance
        code = np.uint64(1 + distance * 3) + kinds[first : first + count]
        role = np.where(ends[first : first + count], code, role)
        if distance:
            first = EDGE + distance
            three, two = (kinds[first - back : first - back + count] for back in (3, 2))
            code = np.uint64(1 + distance * 9) + three * np.uint64(3) + two
            said = np.where(begins[first : first + count], code, said)
    return surname, role, said


_ROLE, _SAID = 1, 2


@lru_cache(maxsize=1)
def _signs() -> tuple[Numbers, NameDictionary]:
    """Surnames by character; the last two characters of roles, the first two of saying."""
    table = np.zeros(65536, dtype=np.uint64)
    for character, kind in classes().items():
        table[ord(character)] = kind
    signs = dict.fromkeys(ROLES, _ROLE)
    for one in SAYS:
        signs[one] = signs.get(one, 0) | _SAID
    kinds = np.array(list(signs.values()), dtype=np.uint8)
    return table, NameDictionary(name_keys(list(signs)), kinds)


def _words(view: View, here: Numbers) -> Iterator[Numbers]:
    """The word over each character, by itself and by what it is used like."""
    number, place = view.number, view.place
    before, this, after = (view.kinds[number + at] for at in (1, 2, 3))
    step = np.uint64(32)
    yield place * step + here
    yield (view.around[number + 2] * np.uint64(16) + place) * step + here
    yield (this * np.uint64(16) + place) * step + here
    yield (before * np.uint64(16) + place) * step + here
    yield (after * np.uint64(16) + place) * step + here
    yield ((before * np.uint64(1024) + this) * np.uint64(1024) + after) * step + here
