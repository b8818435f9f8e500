"""What the rules share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from store.language.name_tagger import TaggedSpan

STATES = "中美俄英法德日韩朝印巴欧非澳新加泰越老柬缅马菲以伊乌土埃沙哈吉塔蒙阿意西葡荷波匈塞希瑞挪芬丹古墨委"
PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台"
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗方俞任袁柳唐费薛雷贺倪汤滕罗毕郝邬安常于傅"
    "卞齐康伍余顾孟平黄和穆萧尹姚邵汪祁毛狄米贝臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫"
    "经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀惠曲家封储靳段富巫乌焦巴牧山谷车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎"
    "薄白怀蒲邰鄂索赖卓蔺屠蒙池乔阴闻莘党翟谭贡姬申扶冉宰雍桑桂濮牛寿通边燕冀尚农温庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡文寇广禄"
    "阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚简饶曾沙养鞠丰关蒯相查荆红游竺权逯盖益岑肖涂付覃游区原仝苟郇钮佟"
)
COMMON = frozenset(
    "新时代 平安 惠民 山海 亚运 共富 未来 江南 东方 希望 光明 和平 友谊 长江 黄河 中心 北方 南方 太阳 世界 中华 人民 阳光 青春 红船 先锋".split()
)


def put(spans: list[TaggedSpan], new: TaggedSpan) -> list[TaggedSpan]:
    """``spans`` with ``new`` in the place of what overlaps it."""
    kept = [s for s in spans if s[1] <= new[0] or s[0] >= new[1]]
    kept.append(new)
    kept.sort()
    return kept


def places_of(text: str, name: str) -> Iterator[int]:
    """Where ``name`` stands, left to right, none over another."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + len(name))


def word_borders(segmented: Sequence[str]) -> list[int]:
    """Where words begin and end."""
    return list(accumulate(map(len, segmented), initial=0))
