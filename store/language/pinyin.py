"""Names and titles as one types them without an input method: full pinyin, and initials.

The only module that knows pypinyin, which is imported when something is first spelled (0.1 s).
pypinyin reads words it knows (重庆, 银行) rightly; characters of several readings are spelled in
their other common readings too, surnames in theirs first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypinyin.core import Pinyin

#: Part of the store: another way of spelling needs another number.
_VERSION = "1"
_MOST = 12

_SURNAMES = dict(
    part.split("=")
    for part in (
        "单=shan 查=zha 仇=qiu 朴=piao 解=xie 区=ou 曾=zeng 盖=ge 乐=yue 种=chong 翟=zhai 覃=qin "
        "缪=miao 员=yun 召=shao 黑=he 秘=bi 冼=xian 洗=xian 尉=yu 祭=zhai 那=na 佴=nai 繁=po 都=du "
        "车=che 牟=mu 句=gou 逄=pang 折=she 晟=cheng 谌=chen 阚=kan 郇=huan 蕃=bo 隗=wei 纪=ji "
        "华=hua 任=ren 宁=ning 哈=ha 葛=ge 冯=feng 贾=jia 石=shi 沈=shen 盛=sheng 宿=su 殷=yin"
    ).split()
)
_DOUBLE_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "令狐": ("ling", "hu"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
}
# Other readings that people type; rare ones would only make noise.
_OTHERS = {
    char: tuple(readings.split("/"))
    for char, readings in (
        part.split("=")
        for part in (
            "重=zhong/chong 长=chang/zhang 行=xing/hang 乐=le/yue 单=dan/shan 查=cha/zha 仇=chou/qiu "
            "朴=pu/piao 解=jie/xie 曾=zeng/ceng 区=qu/ou 盖=gai/ge 会=hui/kuai 都=du/dou 还=huan/hai "
            "调=diao/tiao 传=chuan/zhuan 朝=chao/zhao 藏=cang/zang 厦=xia/sha 参=can/shen "
            "降=jiang/xiang 觉=jue/jiao 校=xiao/jiao 省=sheng/xing 盛=sheng/cheng 番=fan/pan "
            "尉=wei/yu 卡=ka/qia 铅=qian/yan 蔚=wei/yu 六=liu/lu 宿=su/xiu 便=bian/pian 阿=a/e "
            "柏=bai/bo 度=du/duo 率=lv/shuai 血=xue/xie 薄=bao/bo 地=di/de 弹=dan/tan 强=qiang/jiang "
            "奇=qi/ji 圈=quan/juan 系=xi/ji 说=shuo/shui 剥=bao/bo 差=cha/chai 称=cheng/chen "
            "畜=chu/xu 和=he/huo 贾=jia/gu 角=jiao/jue 劲=jin/jing 壳=ke/qiao 绿=lv/lu 落=luo/la "
            "埋=mai/man 脉=mai/mo 牟=mou/mu 粘=zhan/nian 屏=ping/bing 迫=po/pai 曝=pu/bao 色=se/shai "
            "塞=sai/se 什=shen/shi 属=shu/zhu 识=shi/zhi 似=si/shi 提=ti/di 拓=tuo/ta 巷=xiang/hang "
            "削=xiao/xue 择=ze/zhai 扎=zha/za 种=zhong/chong 琢=zhuo/zuo 莘=shen/xin 蕃=fan/bo "
            "大=da/dai 车=che/ju 石=shi/dan 得=de/dei 没=mei/mo 模=mo/mu 数=shu/shuo 咽=yan/ye"
        ).split()
    )
}

_ONSETS = "b p m f d t n l g k h j q x zh ch sh r z c s y w".split()
SYLLABLES = frozenset(
    (
        "a ai an ang ao e ei en eng er o ou "
        "ba bai ban bang bao bei ben beng bi bian biao bie bin bing bo bu "
        "pa pai pan pang pao pei pen peng pi pian piao pie pin ping po pou pu "
        "ma mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu "
        "fa fan fang fei fen feng fo fou fu "
        "da dai dan dang dao de dei den deng di dia dian diao die ding diu dong dou du duan dui dun duo "
        "ta tai tan tang tao te teng ti tian tiao tie ting tong tou tu tuan tui tun tuo "
        "na nai nan nang nao ne nei nen neng ni nian niang niao nie nin ning niu nong nou nu nuan nuo nv nve nue "
        "la lai lan lang lao le lei leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve lue "
        "ga gai gan gang gao ge gei gen geng gong gou gu gua guai guan guang gui gun guo "
        "ka kai kan kang kao ke ken keng kong kou ku kua kuai kuan kuang kui kun kuo "
        "ha hai han hang hao he hei hen heng hong hou hu hua huai huan huang hui hun huo "
        "ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun "
        "qi qia qian qiang qiao qie qin qing qiong qiu qu quan que qun "
        "xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue xun "
        "zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan zhuang zhui zhun zhuo "
        "cha chai chan chang chao che chen cheng chi chong chou chu chua chuai chuan chuang chui chun chuo "
        "sha shai shan shang shao she shei shen sheng shi shou shu shua shuai shuan shuang shui shun shuo "
        "ran rang rao re ren reng ri rong rou ru rua ruan rui run ruo "
        "za zai zan zang zao ze zei zen zeng zi zong zou zu zuan zui zun zuo "
        "ca cai can cang cao ce cen ceng ci cong cou cu cuan cui cun cuo "
        "sa sai san sang sao se sen seng si song sou su suan sui sun suo "
        "ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun "
        "wa wai wan wang wei wen weng wo wu"
    ).split()
)
_BEGINNINGS = frozenset(s[:n] for s in SYLLABLES for n in range(1, len(s))) | frozenset(_ONSETS)


def version() -> str:
    """How this spells: what another version spelled is not to be trusted."""
    import pypinyin

    return f"{_VERSION}/{pypinyin.__version__}"


def readings(text: str, person: bool = False) -> list[tuple[str, ...]]:
    """How a text is read: one syllable a Han character, one sign a letter or digit.

    The likeliest first; other signs are left out. ``person``: it begins with a surname.
    """
    signs = [sign for sign in _lazy(text) if sign[1]]
    chars = "".join(char for char, _reading in signs)
    likely = [reading for _char, reading in signs]
    choices: list[tuple[str, ...]] = [
        tuple(dict.fromkeys((reading, *_OTHERS.get(char, ())))) for char, reading in signs
    ]
    if person:
        both = _DOUBLE_SURNAMES.get(chars[:2])
        if both is not None:
            choices[:2] = [(own, *choices[n]) for n, own in enumerate(both)]
        elif chars[:1] in _SURNAMES:
            choices[0] = (_SURNAMES[chars[0]], *choices[0])
        choices = [tuple(dict.fromkeys(choice)) for choice in choices]
        likely = [choice[0] for choice in choices]
    if len(chars) <= 8:
        found = list(_some(product(*choices), _MOST))
        return list(dict.fromkeys([tuple(likely), *found]))
    # A long title: every other reading once, the rest as it likely is.
    found = [tuple(likely)]
    for n, choice in enumerate(choices):
        for other in choice[1:]:
            found.append((*likely[:n], other, *likely[n + 1 :]))
    return found[:_MOST]


def _some(every: Iterator[tuple[str, ...]], most: int) -> Iterator[tuple[str, ...]]:
    for _, one in zip(range(most), every, strict=False):
        yield one


def _lazy(text: str) -> list[tuple[str, str]]:
    """Each character with its reading in its word; '' for signs that are not spelled."""
    from pypinyin import lazy_pinyin

    read = [reading for word in _segmenter().seg(text) for reading in _of_word(word)]
    if len(read) != len(text):
        read = [(lazy_pinyin(char, errors=_plain) or [""])[0] for char in text]
    return list(zip(text, read, strict=True))


@cache
def _segmenter() -> Pinyin:
    from pypinyin.core import Pinyin

    return Pinyin()


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    """pypinyin reads word by word, and names and titles are made of the same words."""
    from pypinyin import lazy_pinyin

    # A list from ``errors`` stands for one item each: so signs and readings stay in step.
    return tuple(lazy_pinyin(word, errors=lambda run: [_plain(char) for char in run]))  # type: ignore[arg-type, return-value]


def _plain(char: str) -> str:
    if "！" <= char <= "～":
        char = chr(ord(char) - 0xFEE0)
    return char.lower() if char.isascii() and char.isalnum() else ""


@lru_cache(maxsize=1000)
def _of_name(name: str, person: bool) -> tuple[tuple[str, ...], ...]:
    """A new name is asked for twice: how it is spelled, then what finds it."""
    return tuple(readings(name, person))


def keys(name: str, person: bool = False) -> list[str]:
    """What one may type to find a name: its full pinyins and its initials, the likeliest first."""
    found = _of_name(name, person)
    every = ["".join(reading) for reading in found] + [initials(reading) for reading in found]
    return [key for key in dict.fromkeys(every) if key]


@lru_cache(maxsize=200_000)
def spell(name: str, person: bool = False) -> tuple[str, str]:
    """The likeliest full pinyin of a name and its initials, to order and to filter by."""
    likely = _of_name(name, person)[0]
    return "".join(likely), initials(likely)


def initials(reading: tuple[str, ...]) -> str:
    """The first letters of a reading."""
    return "".join(syllable[0] for syllable in reading)


def is_typed(text: str) -> bool:
    """Whether this can be pinyin or initials: small letters and digits, two at least."""
    return len(text) >= 2 and text.isascii() and text.isalnum() and text.islower()


@lru_cache(maxsize=256)
def syllables(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read typed letters as syllables, the last of which may be unfinished."""
    found: list[tuple[str, ...]] = []

    def go(at: int, before: tuple[str, ...]) -> None:
        if len(found) >= _MOST:
            return
        if at == len(typed):
            found.append(before)
            return
        for size in range(min(6, len(typed) - at), 0, -1):
            part = typed[at : at + size]
            whole = part in SYLLABLES or part.isdigit()
            if whole or (at + size == len(typed) and part in _BEGINNINGS):
                go(at + size, (*before, part))

    go(0, ())
    return tuple(found)
