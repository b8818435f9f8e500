"""Pages set from records of articles in random house styles, with the state of every line.

Credits, datelines, columns, jumps, captions, folio lines and column breaks are drawn anew for each
page, so that the page grammar learns newspapers and not one newspaper.
"""

from __future__ import annotations

import random
import re
from typing import Any

from store.reading import cues
from store.reading.folding import fold
from store.reading.lines import ends_sentence

Labelled = tuple[str, str, int]
Record = dict[str, Any]

GIVEN = "伟明芳丽强敏静杰娟涛艳军勇秀英华玲平刚桂文辉红建国志海波鑫宇晨曦雨桐佳怡思源浩然子涵诗琪"
TOWNS = "清溪 石桥 东门 双林 白沙 新塘 云岭 南屏 长河 梅园 北湖 西关 安平 柳林 青山".split()
ORGANS = "日报 晚报 时报 晨报".split()
COLUMNS = (
    "新春走基层 一线见闻 民生直通车 记者调查 今日关注 身边的故事 基层来信 文化观察 热点追踪".split()
)
SECTION_WORDS = sorted(cues.SHORT_SECTION)
SLOGANS = "服务热线 欢迎投稿 便民信息 天气预报 遗失声明 招聘启事".split()


def person(rng: random.Random) -> str:
    common = (
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁蔡蒋余于杜叶程魏苏"
    )
    surname = rng.choice(common) if rng.random() < 0.9 else rng.choice(sorted(cues.SURNAMES))
    return surname + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2, 2))))


def rng_han(number: int) -> str:
    digits = "〇一二三四五六七八九"
    return digits[number] if number < 10 else "十" + (digits[number - 10] if number > 10 else "")


class House:
    """One newspaper's habits, drawn at random for a page."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.plain = rng.random() < 0.48
        self.layout = rng.choice(("glued", "stacked", "stacked", "mixed"))
        self.gap = rng.choice((0, 1, 1, 1, 2))
        self.break_rate = rng.choice((0.0, 0.1, 0.2, 0.2, 0.35))
        self.indent = rng.choice(("", "", "", "　　", "    "))
        self.half_width = rng.random() < 0.3 and not self.plain
        self.byline = rng.choice(
            (
                "■记者 {n}",
                "□本报记者 {n}",
                "记者 {n}",
                "本报记者 {n}",
                "记者{n}",
                "●{n}",
                "记者：{n}",
                "全媒体记者 {n}",
                "首席记者 {n} 通讯员 {m}",
                "■记者 {n} 通讯员 {m}",
                "通讯员 {m} 记者 {n}",
                "记者 {n} 文/图",
                "文/{n} 图/{m}",
                "{n}",
                "{n} {m}",
                "□{n}",
                "本报记者 {n} 通讯员 {m} 摄影报道",
                "{p}记者 {n}",
                "融媒体记者 {n}",
                "（记者 {n}）",
                "撰稿 {n} 摄影 {m}",
                "文 {n} 图 {m}",
            )
        )
        self.paper = rng.choice(TOWNS) + rng.choice(ORGANS)
        self.keep_byline = rng.random() < 0.45 or self.plain
        self.drop_byline = 0.0 if self.plain else rng.choice((0.0, 0.1, 0.3))
        self.column = rng.choice(("end", "end", "before", "after", "inline", "none", "bare"))
        if self.plain:
            self.column = "end"
        self.furniture = 0.0 if self.plain else rng.choice((0.0, 0.5, 1.0))
        self.jumps = 0.0 if self.plain else rng.choice((0.0, 0.1, 0.2))
        self.photos = 0.0 if self.plain else rng.choice((0.0, 0.1, 0.2))
        self.end_byline = 0.0 if self.plain else rng.choice((0.0, 0.0, 0.0, 0.0, 0.9))
        self.short_sections = 0.0 if self.plain else rng.choice((0.0, 0.0, 0.0, 0.2))
        self.inline_briefs = not self.plain and rng.random() < 0.06
        self.stacked = 0.0 if self.plain else rng.choice((0.0, 0.0, 0.3))
        self.captions = rng.choice((0.0, 0.0, 0.5, 1.0)) if not self.plain else 0.0
        self.dateline = rng.choice(
            (
                "keep",
                "keep",
                "本报讯 ",
                "本报讯（记者 {n}）",
                "本报讯(记者 {n} 通讯员 {m})",
                "{p}讯 ",
                "本报讯　记者{n}报道：",
                "（记者 {n}）",
            )
        )
        if self.plain:
            self.dateline = "keep"

    def names(self, count: int) -> str:
        out = []
        for _ in range(count):
            name = person(self.rng)
            out.append(" ".join(name) if len(name) == 2 and self.rng.random() < 0.3 else name)
        return self.rng.choice((" ", " ", "、")).join(out)

    def fill(self, pattern: str) -> str:
        return pattern.format(
            n=self.names(self.rng.choice((1, 1, 2))),
            m=self.names(self.rng.choice((1, 1, 2, 3))),
            p=self.paper,
        )

    def folio(self, date: str) -> str:
        year, month, day = (int(x) for x in date.split("-"))
        page = self.rng.randint(1, 16)
        return self.rng.choice(
            (
                f"{self.paper} {year}年{month}月{day}日 星期{self.rng.choice('一二三四五六日')} {page:02d}版 要闻",
                f"{page:02d}版",
                f"{page:02d} 综合新闻",
                f"A{page:02d} {year}.{month}.{day}",
                f"第{page:02d}版：要闻",
                f"{year}年{month}月{day}日　星期{self.rng.choice('一二三四五六日')}",
                f"{self.paper}",
                f"要闻·{page}",
                f"责任编辑 {self.names(1)} 版式 {self.names(1)} {page:02d}版·综合",
                f"{self.paper} {year}年{month}月{day}日 星期{self.rng.choice('一二三四五六日')} {page} 城事·服务",
                f"{year}年{month}月{day}日　星期{self.rng.choice('一二三四五六日')}　　国际新闻　　A{page:02d}",
                f"A{page} 要闻 {year}年{month}月{day}日 星期{self.rng.choice('一二三四五六日')}",
                f"{self.paper}　{year}年{month}月{day}日　星期{self.rng.choice('一二三四五六日')}　农历正月初八　第{page}版　本地新闻",
                f"版次：第{page:02d}版：县区新闻",
                f"日期：{year}年{month:02d}月{day:02d}日",
                f"B{page} 副刊 {year}年{month}月{day}日 投稿邮箱：副刊部收",
            )
        )

    def adverts(self) -> list[str]:
        """A block of small advertisements, its heading first."""
        rng = self.rng
        phone = lambda: f"0000-{rng.randint(1000000, 9999999)}"  # noqa: E731
        town = lambda: rng.choice(TOWNS)  # noqa: E731
        lines = [
            f"{town()}{rng.choice(('小百货店', '饭店', '物流公司'))}遗失营业执照副本，编号{rng.randint(10**7, 10**8)}，声明作废。",
            f"本人{person(rng)}遗失{rng.choice(('身份证', '驾驶证', '退伍证', '学生证'))}一本，声明作废。",
            f"{town()}五金厂招聘车工{rng.randint(1, 9)}名、质检员两名，包吃住，月薪面议，电话{phone()}。",
            f"旺铺转让 {town()}路菜场旁{rng.randint(20, 200)}平方米，证照齐全，有意者面谈 {phone()}",
            f"疏通 专业疏通下水道，随叫随到 {phone()}",
            f"家政 月嫂、钟点工、擦玻璃 {phone()}",
            f"出租 {town()}小区两室一厅，拎包入住 {phone()}",
            f"求购 旧木料、旧家具，价高 {phone()}",
        ]
        heads = rng.sample(
            ("遗失声明", "招聘", "分类广告", "便民信息", "招租", "启事"), rng.randint(0, 2)
        )
        chosen = rng.sample(lines, rng.randint(1, 4))
        return [
            x for pair in zip(heads + [""] * len(chosen), chosen, strict=False) for x in pair if x
        ]

    def notice(self) -> str:
        return self.rng.choice(
            (
                f"责任编辑：{self.names(1)} 版式：{self.names(1)} 校对：{self.names(1)}",
                f"本版责编：{self.names(1)}　{self.names(1)}",
                f"责编 {self.names(1)} 美编 {self.names(1)}",
                f"新闻热线：0{self.rng.randint(100, 999)}-8{self.rng.randint(1000000, 9999999)}",
                f"编辑/{self.names(1)} 校对/{self.names(1)} 组版/{self.names(1)}",
                "国内统一连续出版物号 CN 35-0088　邮发代号 33-25",
                f"总第{self.rng.randint(100, 9999)}期 今日8版",
                f"广告 {self.rng.choice(SLOGANS)}",
                f"地址：{self.rng.choice(TOWNS)}路{self.rng.randint(1, 300)}号 邮编：31400{self.rng.randint(0, 9)}",
                f"新闻热线：0000-{self.rng.randint(1000000, 9999999)}　广告热线：0000-{self.rng.randint(1000000, 9999999)}　发行热线：96{self.rng.randint(100, 999)}",
                f"投稿邮箱：{self.rng.choice(('fukan', 'xinwen', 'dushi'))}@paper.example",
                "欢迎扫描二维码关注本报公众号",
                f"{self.rng.choice(('遗失声明', '招聘', '招租', '出售', '启事'))}：{self.rng.choice(TOWNS)}{person(self.rng)}遗失{self.rng.choice(('身份证', '营业执照副本', '公章', '驾驶证'))}一{self.rng.choice('张本枚')}，声明作废。",
                f"{self.rng.choice(TOWNS)}{self.rng.choice(('商铺', '厂房', '住宅'))}出租，面积{self.rng.randint(50, 900)}平方米，电话0000-{self.rng.randint(1000000, 9999999)}",
                f"执行主编 {self.names(1)} 责任编辑 {self.names(1)} 美术编辑 {self.names(1)}",
                f"审读 {self.names(1)}　签发 {self.names(1)}",
                f"今日天气：晴到多云 {self.rng.randint(-5, 20)}℃~{self.rng.randint(21, 38)}℃ 东南风3级",
                f"值班编委 {self.names(1)} 值班主任 {self.names(1)}",
                f"本报社址 {self.rng.choice(TOWNS)}大道{self.rng.randint(1, 99)}号",
            )
        )


def set_extra(a: Record, house: House) -> list[Labelled]:
    """A poem, a table, a list or a public notice: what local pages hold beside articles."""
    rng = house.rng
    clauses = [
        c
        for p in a["paragraphs"]
        for c in re.split("[，。！？；：、“”—…（）《》]", p)
        if 3 <= len(c) <= 13
    ]
    if len(clauses) < 12:
        return []
    rng.shuffle(clauses)
    kind = rng.choice(("poem", "poem", "table", "list", "notice"))
    head = clauses.pop()
    out: list[Labelled] = []
    if kind == "poem":
        out.append((head[:6], "H", 1))
        out.append((house.names(1), "B", 1))
        for n in range(rng.randint(6, 18)):
            verse = clauses[n % len(clauses)]
            out.append(
                (verse + rng.choice(("", "", "", "，", "。")), "P1", rng.choice((1, 1, 1, 2)))
            )
    elif kind == "table":
        out.append((head + rng.choice(("一览", "价格表", "成绩表", "排名")), "H", 1))
        if rng.random() < 0.5:
            out.append((house.fill(house.byline), "B", 1))
        flag = "1" if out[-1][1] == "B" else "0"
        width = rng.randint(2, 5)
        blank = rng.choice(("　　", "  ", " ", "\t"))
        out.append((blank.join(c[:4] for c in clauses[:width]), "P" + flag, 1))
        for n in range(rng.randint(4, 10)):
            unit = rng.choice(("", "元", "%", "分"))
            row = [clauses[-n % len(clauses)][:4]] + [
                f"{rng.uniform(0, 99):.{rng.randint(0, 2)}f}{unit}" for _ in range(width - 1)
            ]
            out.append((blank.join(row), "P" + flag, 1))
    elif kind == "list":
        out.append((head, "H", 1))
        out.append((house.fill(house.byline), "B", 1))
        marks = rng.choice(("{}.", "{}、", "（{}）", "第{}，"))
        for n in range(rng.randint(4, 10)):
            number = (
                "一二三四五六七八九十"[n] if rng.random() < 0.5 or "第" in marks else str(n + 1)
            )
            out.append(
                (
                    marks.format(number)
                    + "，".join(rng.sample(clauses, 2))
                    + rng.choice(("", "。", "；")),
                    "P1",
                    1,
                )
            )
    else:
        out.append((f"关于{head}的{rng.choice(('公告', '通告', '启事', '通知'))}", "H", 1))
        for p in a["paragraphs"][:2]:
            out.append((p, "P0", 1))
        out.append(
            (
                rng.choice(TOWNS)
                + rng.choice(("区住房和城乡建设局", "镇人民政府", "交警大队", "自来水公司")),
                "P0",
                1,
            )
        )
        out.append(
            (f"202{rng.randint(3, 6)}年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", "P0", 1)
        )
    return out


PHOTO_CREDITS = (
    "■摄影 记者 {n}", "■通讯员 {m} 摄影 记者 {n}", "记者 {n} 摄", "（记者 {n} 摄）", "本报记者 {n} 摄影报道", "{n} 摄",
    "通讯员 {m} 摄", "摄影 {n}", "图/{n}", "（{n} 图文）", "■摄影 通讯员 {m}", "□记者 {n} 摄", "首席记者 {n} 摄影报道",
)  # fmt: skip


def set_photo_item(a: Record, house: House) -> list[Labelled]:
    """A picture with its headline, a sentence or three, and the credit at the foot."""
    rng = house.rng
    bare = [
        re.sub(r"^[^。]{0,40}?[电讯] ?(?:（[^（）]*）)?", "", p, count=1)
        for p in a["paragraphs"][:2]
    ]
    sentences = [s for p in bare for s in re.findall(r"[^。！？]+[。！？]", p)]
    if len(sentences) < 2:
        return []
    title = re.sub(r"（[^（）]*）$", "", a["title"])[:22].rstrip("，—：")
    cut = rng.randint(1, min(3, len(sentences)))
    lead = rng.choice(("昨天，", "近日，", "日前，", "3月1日，", "连日来，", ""))
    paragraphs = [lead + "".join(sentences[:cut])]
    if rng.random() < 0.5 and sentences[cut : cut + 2]:
        more = "".join(sentences[cut : cut + rng.randint(1, 2)])
        paragraphs.append(rng.choice(("据悉，", "据了解，", "活动现场，", "")) + more)
    return [
        (title, "H", rng.choice((1, 2))),
        *((house.indent + p, "P0", 1) for p in paragraphs),
        (house.fill(rng.choice(PHOTO_CREDITS)), "T", 1),
    ]


def half_width(text: str) -> str:
    return text.translate({ord(a): b for a, b in zip("，（）！？；", ",()!?;", strict=True)})


def set_article(a: Record, house: House) -> list[Labelled]:
    """One article as (text, state, gap before) lines in the manner of ``house``."""
    rng = house.rng
    units = [re.sub(r"\s+", " ", u) for u in (a["kicker"], a["title"], a["subtitle"]) if u]
    if (
        house.inline_briefs
        and not a["author"]
        and 4 <= len(a["title"]) <= 24
        and len(a["paragraphs"]) <= 4
    ):
        text = re.sub(r"^[^。]{0,40}?[电讯] ?(?:（[^（）]*）)?", "", a["paragraphs"][0], count=1)
        if len(text) > 30 and "【" not in text + a["title"] and ends_sentence(fold(text)):
            return [(f"【{a['title']}】", "H", 1), (text, "P0", -1)]
    column = None
    found = re.search(r"（([^（）]{2,16})）$", units[-1]) if units else None
    if house.column != "end":
        if found:
            units[-1] = units[-1][: found.start()]
            column = found.group(1)
        elif rng.random() < 0.12:
            column = rng.choice(COLUMNS)
        if house.column == "none":
            column = None
    units = [u for u in units if u]
    if not house.plain and rng.random() < 0.12:
        units.append(
            "——"
            + rng.choice(("访", "记", "走进", "来自"))
            + rng.choice(TOWNS)
            + rng.choice(("镇的调查", "村党支部书记" + person(rng), "区的实践"))
        )
    out: list[Labelled] = []
    if column and house.column == "before":
        out.append((f"【{column}】", "C", 1))
    if column and house.column == "bare" and rng.random() < 0.5:
        out.append(
            (rng.choice((column, rng.choice(COLUMNS), "社论", "时评", "要闻速递", "简讯")), "C", 1)
        )
    if column and house.column == "inline":
        units[0] = f"【{column}】" + rng.choice(("", " ")) + units[0]
    if house.layout == "glued":
        lines = [" ".join(units)]
    elif house.layout == "mixed" and len(units) > 1:
        lines = [units[0], " ".join(units[1:])]
    else:
        lines = units
    out += [(line, "H" if n == 0 else "h", 1) for n, line in enumerate(lines)]

    paragraphs = list(a["paragraphs"])
    bold = set(a["bold"])
    author = a["author"]
    photo = not author and len(paragraphs) <= 2 and not bold and rng.random() < house.photos * 4
    dateline = bool(cues.DATELINE.match(fold(paragraphs[0][:60])))
    seen = False
    end_credit = None
    if photo:
        end_credit = house.fill(rng.choice(PHOTO_CREDITS))
        paragraphs[0] = (
            re.sub(r"^[^。]{0,40}?[电讯] ?(?:（[^（）]*）)?", "", paragraphs[0], count=1)
            or paragraphs[0]
        )
        dateline = False
    elif rng.random() < house.end_byline:
        end_credit = house.fill(
            rng.choice(
                (
                    "■记者 {n} 通讯员 {m}",
                    "■记者 {n}",
                    "（记者 {n} 通讯员 {m}）",
                    "■通讯员 {m} 文/图",
                    "（{n}）",
                    "记者 {n} 文/摄",
                    "■记者 {n} 摄",
                )
            )
        )
        dateline = False
    elif author and not house.keep_byline:
        if rng.random() >= house.drop_byline:
            line = house.fill(house.byline)
            pieces = [line]
            if rng.random() < 0.25 and " 通讯员" in line:
                pieces = line.split(" 通讯员", 1)
                pieces[1] = "通讯员" + pieces[1]
            out += [(p, "B", 1) for p in pieces]
            seen = True
    elif author:
        out.append((author, "B", 1))
        seen = True
    elif dateline and house.dateline != "keep":
        rest = re.sub(r"^[^。]{0,40}?[电讯] ?(?:（[^（）]*）)?", "", paragraphs[0], count=1)
        if len(rest) > 20:
            if rng.random() < 0.3:
                out.append((house.fill(house.byline), "B", 1))
                seen = True
            paragraphs[0] = house.fill(house.dateline) + rest
    if column and house.column == "after":
        out.append((f"【{column}】", "C1" if seen else "C0", 1))
    if not house.plain and rng.random() < house.jumps / 2 and paragraphs:
        out.append(
            (
                rng.choice(
                    (
                        "（上接1版）",
                        "（上接第一版）",
                        "（紧接第一版）",
                        "(上接01版)",
                        "上接A1版",
                        "紧接A1版",
                        "紧接1版",
                        "▲上接第1版",
                        "上接01版",
                    )
                ),
                "J",
                1,
            )
        )
        if rng.random() < 0.5:
            paragraphs[0] = paragraphs[0][len(paragraphs[0]) // 3 :]
    jump = rng.random() < house.jumps and len(paragraphs) > 3
    if jump:
        keep = rng.randint(2, len(paragraphs) - 1)
        paragraphs = paragraphs[:keep]
        if keep - 1 in bold:
            paragraphs = paragraphs[: keep - 1] or paragraphs
        if rng.random() < 0.4 and len(paragraphs[-1]) > 60:
            paragraphs[-1] = paragraphs[-1][: rng.randint(30, len(paragraphs[-1]) - 5)]
    captions = [
        c for c in a.get("captions", []) if c and len(c) < 200 and rng.random() < house.captions
    ]
    previous = ""
    for i, text in enumerate(paragraphs):
        text = text.strip()
        if not text:
            continue
        folded = fold(text)
        if cues.DATELINE.match(folded[:60]):
            seen = True
            if i and out[-1][1][0] == "S":
                # An item under its own headline and dateline is an article, whatever record holds it.
                out[-1] = (out[-1][0], "H", 1)
        flag = "1" if seen else "0"
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else ""
        if (i in bold and len(text) < 40) or looks_like_section(folded, previous, following):
            state = "S" + flag
        elif (
            i >= len(paragraphs) - 2
            and i > 0
            and len(text) < 80
            and cues.TAIL_NOTE.match(folded)
            and not ends_sentence(folded)
        ):
            state = "T"
        elif re.match(r"^\(?(?:[上下左右]?图|图[①-⑩一二三\d])", folded) and len(text) < 120:
            state = "K"
        else:
            state = "P" + flag
        if state[0] == "S" and rng.random() < house.stacked:
            first = rng.choice(
                (
                    "第{}篇",
                    "20{}答卷",
                    "现场",
                    "亮点{}",
                    "镜头{}",
                    "故事{}",
                    "聚焦",
                    "{}月盘点",
                    "实干篇",
                    "问题{}",
                )
            )
            out.append((first.format(rng.choice("一二三四五六七八九")), state, 1))
            if rng.random() < 0.4 and "，" in text:
                text = text.replace("，", " ")
        if (
            state[0] == "P"
            and 0 < i < len(paragraphs) - 1
            and len(text) > 60
            and previous
            and ends_sentence(previous)
            and rng.random() < house.short_sections
        ):
            out.append((rng.choice(SECTION_WORDS), "S" + flag, 1))
        previous = folded
        pieces = [text]
        if len(text) > 60 and state[0] == "P" and rng.random() < house.break_rate:
            cut = rng.randint(8, len(text) - 8)
            pieces = [text[:cut], text[cut:]]
            if len(pieces[1]) > 200 and rng.random() < 0.15:
                cut = rng.randint(8, len(pieces[1]) - 8)
                pieces[1:] = [pieces[1][:cut], pieces[1][cut:]]
        for n, piece in enumerate(pieces):
            indent = house.indent if n == 0 and state[0] in "P" else ""
            out.append((indent + piece, state if n == 0 else "c" + flag, 1))
    if captions:
        at = rng.choice((len(out), len(out), max(1, len(out) - 1)))
        if at < len(out) and out[at][1][0] == "c":
            at = len(out)
        out[at:at] = [(c, "K", 1) for c in captions]
    if jump:
        out.append(
            (
                rng.choice(
                    (
                        "（下转2版）",
                        "（下转第二版）",
                        "(下转02版)",
                        "（下转第4版）",
                        "下转A3版",
                        "【下转3版】",
                    )
                ),
                "J",
                1,
            )
        )
    if end_credit:
        out.append((end_credit, "T", 1))
    return out


def looks_like_section(folded: str, previous: str, following: str) -> bool:
    """A heading the source did not mark: short, open-ended, alone between full paragraphs."""
    return (
        2 <= len(folded) <= 36
        and not ends_sentence(folded)
        and folded[-1] not in ",;:、)—"
        and not (folded[0] == "—" and len(folded) < 14)
        and bool(previous)
        and ends_sentence(previous)
        and len(following) > 40
        and not cues.TAIL_NOTE.match(folded)
        and not cues.CREDIT_LINE.match(folded)
    )


def set_page(articles: list[Record], rng: random.Random) -> tuple[str, dict[int, str]]:
    """A page text and the state of each of its lines by start offset."""
    house = House(rng)
    lines: list[Labelled] = []
    if rng.random() < house.furniture:
        lines.append((house.folio(articles[0]["date"]), "F", 1))
        if rng.random() < 0.3:
            lines.append((house.notice(), "F", 1))
        if rng.random() < 0.15:
            day = articles[0]["date"].split("-")
            lines = [
                (house.paper, "F", 1),
                (f"日期：{day[0]}年{day[1]}月{day[2]}日", "F", 1),
                (
                    f"版次：第{rng.randint(1, 16):02d}版：{rng.choice(('要闻', '综合', '县区新闻', '社会'))}",
                    "F",
                    1,
                ),
            ]
    for n, a in enumerate(articles):
        block = set_article(a, house)
        if n and rng.random() < 0.1 and not house.plain:
            block[0] = (block[0][0], block[0][1], 2)
        lines += block
        if not house.plain and rng.random() < 0.05:
            lines += set_extra(a, house)
        if not house.plain and rng.random() < house.photos:
            lines += set_photo_item(a, house)
        if rng.random() < house.furniture * 0.12:
            lines.append((house.notice(), "F", 1))
        if rng.random() < house.furniture * 0.06:
            lines += [(text, "F", 1) for text in house.adverts()]
    if rng.random() < house.furniture:
        lines.append((house.notice(), "F", 1))
        if rng.random() < 0.3:
            lines.append((house.folio(articles[0]["date"]), "F", 1))
    return render(lines, house)


def render(lines: list[Labelled], house: House) -> tuple[str, dict[int, str]]:
    """The text of a page and the state of each of its lines by start offset."""
    out: list[str] = []
    position = 0
    states: dict[int, str] = {}
    for text, state, gap in lines:
        if house.half_width:
            text = half_width(text)
        if gap < 0:
            # Goes on in the line before: a brief behind its title, 【title】text.
            position -= 1
            states[position] = state
            out[-1] += text
            position += len(text) + 1
            continue
        blank = "\n" * (house.gap + (gap - 1)) if position else ""
        bare = len(text) - len(text.lstrip(" \u3000\u200b\xa0\t"))
        inside = state == "H" and text.startswith("【") and text.endswith("】")
        states[position + len(blank) + bare + inside] = state
        out.append(blank + text)
        position += len(blank) + len(text) + 1
    return "\n".join(out), states
