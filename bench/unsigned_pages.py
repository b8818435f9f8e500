"""Pages as small local papers set them: short articles that hardly anybody signs.

Made from the same records as the pages of bench/page_houses.py, cut to the length of local news:
one headline of one unit, some paragraphs or only one; letters to the editor, questions and
answers, lists with bullets, pictures with their credit, a pen name now and then. Nothing but the
words says where the next article begins.
"""

from __future__ import annotations

import random
import re

from bench.page_houses import (
    COLUMNS,
    PHOTO_CREDITS,
    TOWNS,
    House,
    Labelled,
    Record,
    looks_like_section,
    render,
    set_extra,
)
from store.reading import cues
from store.reading.folding import fold
from store.reading.lines import ends_sentence

_DATELINE = re.compile(r"^[^。]{0,40}?[电讯] ?(?:[（(][^（）()]*[）)])?")
_INNER_CREDIT = re.compile(r"[（(](?:本报)?(?:记者|通讯员|责编|参与采写)[^（）()]*[）)]")
_PEN = "老小阿一山水云石墨竹晨夜听秋春野闲半知行南北客人风雨舟子言语叶笔耕渔樵烟柳"
_ASKS = re.compile(
    r"(?:吗|呢|何在|几何|怎么办|怎么看)$|^(?:如何|为何|为什么|怎[么样]|谁|何以|什么|哪)"
)


class UnsignedHouse(House):
    """The habits of a paper that signs hardly anything."""

    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.plain = False
        self.gap = rng.choice((0, 0, 0, 1, 1, 2))
        self.apart = rng.choice((1, 1, 1, 1, 1, 2))
        self.break_rate = rng.choice((0.0, 0.0, 0.1, 0.25))
        self.furniture = rng.choice((0.0, 0.3, 1.0))
        self.indent = rng.choice(("", "", "", "　　", "  "))
        # A ragged extraction keeps the indent of some paragraphs only, and gives one to some others.
        self.ragged = rng.choice((0.0, 0.0, 0.0, 0.15, 0.4))
        self.pen_names = rng.choice((0.0, 0.0, 0.0, 0.15, 0.5))
        self.signs = rng.choice((0.0, 0.0, 0.0, 0.06, 0.15))
        self.pictures = rng.choice((0.0, 0.0, 0.15, 0.3))
        self.questions = rng.choice((0.0, 0.1, 0.25))
        self.more_units = rng.choice((0.0, 0.0, 0.15, 0.4))
        self.longest = rng.choice((1, 2, 3, 4, 6, 9))
        self.keep_sections = rng.choice((0.0, 0.4, 1.0))
        self.columns = rng.choice((0.0, 0.0, 0.15, 0.4))
        self.mark = rng.choice("●■◆▲□★·※")

    def inset(self) -> str:
        """The indent of a paragraph."""
        if self.rng.random() < self.ragged:
            return "" if self.indent else self.rng.choice(("　　", " ", "  ", "　"))
        return self.indent

    def pen_name(self) -> str:
        rng = self.rng
        name = "".join(rng.sample(_PEN, rng.choice((2, 2, 3))))
        return rng.choice(("{}", "□{}", "●{}", "文/{}", "（{}）", "作者：{}")).format(name)


def set_unsigned_page(articles: list[Record], rng: random.Random) -> tuple[str, dict[int, str]]:
    """A page text and the state of each of its lines by start offset."""
    house = UnsignedHouse(rng)
    lines: list[Labelled] = []
    if rng.random() < house.furniture:
        lines.append((house.folio(articles[0]["date"]), "F", 1))
    for record in articles:
        block = _article(record, house)
        if not block:
            continue
        if lines and house.apart > 1:
            block[0] = (block[0][0], block[0][1], house.apart)
        lines += block
        if rng.random() < 0.04:
            lines += set_extra(record, house)
        if rng.random() < house.furniture * 0.06:
            lines.append((house.notice(), "F", 1))
    if rng.random() < house.furniture:
        lines.append((house.notice(), "F", 1))
    return render(lines, house)


def _article(record: Record, house: UnsignedHouse) -> list[Labelled]:
    """One article as (text, state, gap before) lines; none where the record yields no text."""
    rng = house.rng
    paragraphs = _paragraphs(record)
    sentences = [s for p in paragraphs for s in _sentences(p)]
    if not sentences:
        return []
    heads = _headline(record, house)
    out: list[Labelled] = []
    if rng.random() < house.columns:
        name = rng.choice(
            (*COLUMNS, "民生", "百姓来信", "简讯", "图片新闻", "快讯", "健康", "生活")
        )
        out.append((name, "C", 1))
    out += [(unit, "H" if n == 0 else "h", 1) for n, unit in enumerate(heads)]
    if rng.random() < house.pictures:
        text = "".join(sentences[: rng.randint(1, 3)])
        credit = house.fill(rng.choice(PHOTO_CREDITS))
        return [*out, (house.inset() + text, "P0", 1), (credit, "T", 1)]
    flag = "0"
    kind = rng.random()
    if rng.random() < house.pen_names:
        out.append((house.pen_name(), "B", 1))
        flag = "1"
    elif rng.random() < house.signs:
        out.append((house.fill(house.byline), "B", 1))
        flag = "1"
    if kind < 0.06 and len(sentences) > 3:
        return out + _letter(sentences, house, flag)
    if kind < 0.12 and len(sentences) > 4:
        return out + _questions(sentences, house, flag)
    if kind < 0.19 and len(sentences) > 4:
        return out + _bullets(sentences, house, flag)
    if kind < 0.5:
        # News in brief: a paragraph of some sentences, or two.
        cut = rng.randint(1, min(5, len(sentences)))
        brief = ["".join(sentences[:cut])]
        if rng.random() < 0.3 and sentences[cut:]:
            brief.append("".join(sentences[cut : cut + rng.randint(1, 2)]))
        return out + [(house.inset() + p, "P" + flag, 1) for p in brief]
    return out + _story(record, paragraphs[: rng.randint(1, house.longest) + 1], house, flag)


def _paragraphs(record: Record) -> list[str]:
    """The paragraphs without dateline and credits."""
    found = []
    bold = set(record["bold"])
    for n, text in enumerate(record["paragraphs"]):
        bare = _INNER_CREDIT.sub("", text.strip())
        if n == 0 and cues.DATELINE.match(fold(bare[:60])):
            bare = _DATELINE.sub("", bare, count=1)
        bare = bare.strip()
        if n in bold or (len(bare) > 12 and ends_sentence(fold(bare))):
            found.append(bare)
    while found and len(found[-1]) < 12:
        found.pop()
    return found


def _sentences(text: str) -> list[str]:
    return re.findall(r"[^。！？]+[。！？]+[”’）」』]*", text)


def _headline(record: Record, house: UnsignedHouse) -> list[str]:
    """A headline of one unit, seldom of two, at times one that asks or calls out."""
    rng = house.rng
    title = re.sub(r"\s+", " ", re.sub(r"[（(][^（）()]*[）)]$", "", record["title"])).strip()
    pieces = [x for x in re.split(r"[ ，]", title) if 5 <= len(x) <= 22]
    if pieces and rng.random() < 0.5:
        title = rng.choice(pieces)
    if len(title) > 26 and pieces:
        title = max(pieces, key=len)
    bare = title.rstrip("？！。")
    if _ASKS.search(bare):
        title = bare + rng.choice(("？", "？", ""))
    elif rng.random() < house.questions and len(bare) <= 18:
        title = rng.choice(
            (
                bare + "，你知道吗？",
                bare + "怎么办？",
                bare + "，这样行吗？",
                "为何" + bare + "？",
                "谁来管管" + bare + "？",
                bare + "！",
                "注意！" + bare,
                bare + "，来了！",
                bare + "靠不靠谱？",
                "“" + bare + "”？",
                bare + "……",
            )
        )
    if not title:
        title = record["title"]
    other = record["subtitle"] or record["kicker"]
    if other and rng.random() < house.more_units:
        other = re.sub(r"\s+", " ", other)[:40]
        if house.layout == "glued":
            return [f"{title} {other}"]
        return [title, other]
    return [title]


def _story(
    record: Record, paragraphs: list[str], house: UnsignedHouse, flag: str
) -> list[Labelled]:
    rng = house.rng
    bold = {
        record["paragraphs"][n].strip() for n in record["bold"] if n < len(record["paragraphs"])
    }
    out: list[Labelled] = []
    keep = rng.random() < house.keep_sections
    previous = ""
    for n, text in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else ""
        if (text in bold and len(text) < 40) or looks_like_section(fold(text), previous, following):
            if keep and following and following not in bold and out:
                out.append((text, "S" + flag, 1))
            continue
        if n == 0 and rng.random() < 0.5:
            text = (
                rng.choice(("近日，", "昨天，", "日前，", "6月1日，", "昨日上午，", "连日来，"))
                + text
            )
        previous = fold(text)
        if len(text) > 60 and rng.random() < house.break_rate:
            cut = rng.randint(8, len(text) - 8)
            out.append((house.inset() + text[:cut], "P" + flag, 1))
            out.append((text[cut:], "c" + flag, 1))
        else:
            out.append((house.inset() + text, "P" + flag, 1))
    return out


def _letter(sentences: list[str], house: UnsignedHouse, flag: str) -> list[Labelled]:
    rng = house.rng
    call = rng.choice(
        ("编辑同志：", "编辑您好：", f"{house.paper}：", "市长：您好！", "尊敬的编辑：")
    )
    half = max(1, min(len(sentences), 6) // 2)
    body = ["".join(sentences[:half]), "".join(sentences[half : half * 2])]
    who = rng.choice(("读者 ", "读者", "市民 ", "", "居民", "一名乘客", "一位家长"))
    name = house.names(1) if not who.startswith("一") else ""
    sign = rng.choice((f"{who}{name}", f"{rng.choice(TOWNS)}{who}{name}", f"（{who}{name}）"))
    out = [(house.inset() + call, "P" + flag, 1)]
    out += [(house.inset() + p, "P" + flag, 1) for p in body if p]
    if rng.random() < 0.4:
        reply = rng.choice(("编辑回复：", "记者调查：", "部门回应：", "编者按："))
        out.append((house.inset() + reply + "".join(sentences[half * 2 :][:2]), "P" + flag, 1))
    elif name or who:
        out.append((sign, "T", 1))
    return out


def _questions(sentences: list[str], house: UnsignedHouse, flag: str) -> list[Labelled]:
    rng = house.rng
    ask, answer = rng.choice(
        (
            ("问：", "答："),
            ("问:", "答:"),
            ("记者：", "负责人："),
            ("", ""),
            ("读者：", "医生："),
            ("Q：", "A："),
        )
    )
    out: list[Labelled] = []
    take = iter(sentences)
    for _ in range(rng.randint(2, 4)):
        asked, told = next(take, ""), "".join(x for x in (next(take, ""), next(take, "")) if x)
        if not told:
            break
        clause = re.split("[，；：]", asked.strip("“”。！？"))[0][-22:]
        question = clause + rng.choice(("怎么办？", "吗？", "，有哪些办法？", "，该找谁？", "？"))
        out.append((house.inset() + ask + question, "P" + flag, 1))
        out.append((house.inset() + answer + told, "P" + flag, 1))
    return out


def _bullets(sentences: list[str], house: UnsignedHouse, flag: str) -> list[Labelled]:
    rng = house.rng
    out: list[Labelled] = [(house.inset() + sentences[0], "P" + flag, 1)]
    numbered = rng.random() < 0.4
    pattern = rng.choice(("{}. ", "{}、", "（{}）", "{}．"))
    for n, text in enumerate(sentences[1 : rng.randint(3, 8)]):
        mark = pattern.format(n + 1) if numbered else house.mark + rng.choice(("", " "))
        if rng.random() < 0.3:
            text = text[:-1] + "；" if text.endswith("。") else text
        out.append((house.inset() + mark + text, "P" + flag, 1))
    return out
