"""Label names by hand: print a share, compile the working file to offsets, check the result.

usage: python -m bench.labels.label show SHARE [--from K] [--count N]
       python -m bench.labels.label compile SHARE [--no-carry]
       python -m bench.labels.label review SHARE [--from K] [--count N]
       python -m bench.labels.label check SHARE [--from K] [--count N]

The working file (share1.txt …, outside the project) holds, for each article, a line `# id`, then
`* PER 甲,乙 | ORG 丙 | LOC 丁` for the whole article and, where needed, `p0 LOC 戊` for one unit.
guidelines.md gives the whole notation.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.labels.corpus import DATA, NAMES, Address, Units, addresses, load
from bench.labels.standing import OPEN, PAIR, PROVINCE_PAIR, STANDING

WORK = Path(os.environ.get("CHENBAO_LABELS") or Path(tempfile.gettempdir()) / "work" / "labels")
TYPES = ("PER", "ORG", "LOC")

Span = tuple[int, int, str, bool]
Labels = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the working file, with what its marks say."""

    name: str
    type: str
    optional: bool = False
    only: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    forbid: bool = False

    @property
    def text(self) -> str:
        """The name as it stands in the article, marks taken off."""
        return re.sub(r"[\[\]/]", "", self.name)


@dataclass(slots=True)
class Note:
    """What the working file says of one article."""

    id: str
    line: int
    units: dict[str, list[Entry]] = field(default_factory=dict)


def entry(word: str, kind: str) -> Entry:
    """Read one name: `!` forbids, `?` is optional, `@2` only and `@-2` all but the second."""
    forbid = word.startswith("!")
    numbers = [int(n) for n in re.findall(r"@(-?\d+)", word)]
    bare = re.sub(r"@-?\d+|^!", "", word)
    return Entry(
        name=bare.rstrip("?？"),
        type=kind,
        optional=bare.endswith(("?", "？")),
        only=frozenset(n for n in numbers if n > 0),
        without=frozenset(-n for n in numbers if n < 0),
        forbid=forbid,
    )


def entries(rest: str, where: str, problems: list[str]) -> Iterator[Entry]:
    """Read `PER 甲,乙 | ORG 丙 | !丁`."""
    for group in re.split(r"[|｜]", rest):
        words = group.strip()
        head = re.match(r"(PER|ORG|LOC)\s+", words)
        kind = head[1] if head else ""
        for part in re.split(r"[,，、]", words[head.end() :] if head else words):
            word = part.strip()
            if not word:
                continue
            if not kind and not word.startswith("!"):
                problems.append(f"{where}: no type before {word}")
                continue
            yield entry(word, kind)


def read_notes(text: str, problems: list[str]) -> list[Note]:
    """Parse a working file."""
    notes: list[Note] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        where = f"line {number}"
        if line.startswith("#"):
            notes.append(Note(line[1:].split()[0], number))
            continue
        head, _, rest = line.partition(" ")
        if not notes:
            problems.append(f"{where}: names before the first article")
        elif not re.fullmatch(r"\*|t|a|[pc]\d+", head):
            problems.append(f"{where}: unknown unit {head}")
        else:
            own = notes[-1].units.setdefault(head, [])
            own.extend(entries(rest, where, problems))
    return notes


def pattern(one: Entry) -> re.Pattern[str]:
    """Where the name stands; a person's two characters may be set apart by a space."""
    text = one.text
    if one.type == "PER" and len(text) == 2:
        return re.compile(re.escape(text[0]) + r"[ \u3000]*" + re.escape(text[1]))
    # 教育部门 and 外交部长 do not name the ministry.
    return re.compile(re.escape(text) + ("(?![门长])" if text.endswith("部") else ""))


def pieces(one: Entry, start: int, end: int) -> list[Span]:
    """The spans one occurrence gives: the whole, its parts (a/b), or the bracketed ones only."""
    if "[" not in one.name and "/" not in one.name:
        return [(start, end, one.type, one.optional)]
    spans: list[Span] = []
    at = opened = start
    part = start
    for char in one.name:
        if char == "[":
            opened = at
        elif char == "]":
            spans.append((opened, at, one.type, one.optional))
        elif char == "/":
            spans.append((part, at, one.type, True))
            part = at
        else:
            at += 1
    if "[" in one.name:
        return spans
    return [(start, end, one.type, one.optional), *spans, (part, end, one.type, True)]


def occurrences(one: Entry, text: str) -> Iterator[re.Match[str]]:
    """The occurrences of the name in a unit that its marks leave."""
    for number, match in enumerate(pattern(one).finditer(text), 1):
        if (not one.only or number in one.only) and number not in one.without:
            yield match


def quoted(text: str) -> list[tuple[int, int]]:
    """The insides of 《…》."""
    return [(m.start(1), m.end(1)) for m in re.finditer(r"《([^《》]*)》", text)]


def label_unit(text: str, listed: list[Entry], forbidden: list[Entry]) -> list[Span]:
    """Label one unit; `listed` comes in order of rank (the unit's own, the article's, standing)."""
    barred = {(match.start(), match.end()) for one in forbidden for match in occurrences(one, text)}
    found: list[tuple[int, int, int, int, Entry]] = []
    for rank, one in enumerate(listed):
        for match in occurrences(one, text):
            if match.span() in barred:
                continue
            # A name for chosen occurrences comes first, a context in brackets last.
            order = 0 if one.only or one.without else 2 if "[" in one.name else 1
            length = -(match.end() - match.start())
            found.append((order, length, rank, match.start(), one))
    spans: list[Span] = []
    taken = [False] * len(text)
    for _, length, _, start, one in sorted(found, key=lambda row: row[:4]):
        end = start - length
        parts = pieces(one, start, end)
        if any(any(taken[a:b]) for a, b, _, _ in parts):
            continue
        for part in parts:
            spans.append(part)
            taken[part[0] : part[1]] = [True] * (part[1] - part[0])
    for kind, regex in OPEN:
        for match in regex.finditer(text):
            group = next((n for n in range(1, (match.lastindex or 0) + 1) if match[n]), 0)
            start, end = match.span(group)
            if not any(taken[start:end]) and (start, end) not in barred:
                spans.append((start, end, kind, True))
                taken[start:end] = [True] * (end - start)
    inside = quoted(text)
    return sorted(
        (a, b, kind, optional or any(x <= a and b <= y and (a, b) != (x, y) for x, y in inside))
        for a, b, kind, optional in spans
    )


def label_article(units: Units, note: Note, carry: bool, problems: list[str]) -> Labels:
    """Label every unit of one article."""
    whole = note.units.get("*", [])
    shared = [one for one in whole if not one.forbid]
    known = {one.text for one in whole}
    for unit, own in note.units.items():
        if unit == "*":
            continue
        if unit not in units:
            problems.append(f"{note.id}: no unit {unit}")
        for one in own:
            carried = carry and not (one.forbid or one.only or one.without)
            if carried and one.text not in known:
                known.add(one.text)
                shared.append(one)
        text = units.get(unit, "")
        problems.extend(
            f"{note.id} {unit}: not found: {one.name}"
            for one in own
            if not next(occurrences(one, text), None)
        )
    problems.extend(
        f"{note.id}: not found: {one.name}"
        for one in whole
        if not any(next(occurrences(one, text), None) for text in units.values())
    )
    listed_names = {one.text for one in shared}
    standing = [Entry(name, kind) for name, kind in STANDING.items() if name not in listed_names]
    labels: Labels = {}
    for unit, text in units.items():
        own = note.units.get(unit, [])
        listed = [one for one in own if not one.forbid]
        here = {one.text for one in listed}
        forbidden = [one for one in own if one.forbid]
        forbidden += [one for one in whole if one.forbid and one.text not in here]
        # A name for every occurrence in this unit replaces the article's word on it.
        replaced = {one.text for one in listed if not one.only and not one.without}
        for one in (*shared, *standing):
            if one.text not in replaced:
                listed.append(one)
        spans = [
            (a, b, kind, optional)
            for a, b, kind, optional in label_unit(text, listed, forbidden)
            # 发展中国家 holds no 中国, and 研究所联合国内外 no 联合国.
            if not (text[a:b] == "中国" and text[max(0, a - 2) : a] == "发展")
            and not (text[a:b] == "联合国" and text[b : b + 2] == "内外")
        ]
        if spans:
            labels[unit] = spans
    return labels


def stored(share: int) -> dict[str, Labels]:
    """The compiled labels of a share."""
    rows = (NAMES / f"share{share}.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        row["id"]: {unit: [(a, b, c, d) for a, b, c, d in spans] for unit, spans in units.items()}
        for row, units in ((row, row["units"]) for row in map(json.loads, rows))
    }


def part_of(share: int, start: int, count: int | None) -> list[tuple[int, Address]]:
    numbered = list(enumerate(addresses(share), 1))
    return numbered[start - 1 : None if count is None else start - 1 + count]


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text with its names in brackets: 〔PER 某某〕, with ? for optional ones."""
    out = text
    top: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[0], -one[1])):
        if not top or span[0] >= top[-1][1]:
            top.append(span)
    for a, b, kind, optional in reversed(top):
        out = f"{out[:a]}〔{kind[0]}{'?' if optional else ''} {out[a:b]}〕{out[b:]}"
    return out


def show(share: int, start: int, count: int | None, data: Path) -> None:
    chosen = part_of(share, start, count)
    texts = load([one for _, one in chosen], data)
    for number, one in chosen:
        print(f"\n===== {number}\n# {one.id}")
        for unit, text in texts[one.id].items():
            if text.strip():
                print(f"{unit}: {text}")


def review(share: int, start: int, count: int | None, data: Path) -> None:
    chosen = part_of(share, start, count)
    labels = stored(share)
    texts = load([one for _, one in chosen if one.id in labels], data)
    for number, one in chosen:
        if one.id in labels:
            print(f"\n===== {number}\n# {one.id}")
            for unit, text in texts[one.id].items():
                if text.strip():
                    print(f"{unit}: {marked(text, labels[one.id].get(unit, []))}")


def compile_share(share: int, carry: bool, data: Path) -> int:
    problems: list[str] = []
    notes = read_notes((WORK / f"share{share}.txt").read_text(encoding="utf-8"), problems)
    own = addresses(share)
    texts = load(own, data)
    done: dict[str, Labels] = {}
    for note in notes:
        if note.id not in texts:
            problems.append(f"line {note.line}: {note.id} is not in share {share}")
        elif note.id in done:
            problems.append(f"line {note.line}: {note.id} a second time")
        else:
            done[note.id] = label_article(texts[note.id], note, carry, problems)
    rows = [
        json.dumps({"source": one.source, "id": one.id, "units": done[one.id]})
        for one in own
        if one.id in done
    ]
    NAMES.mkdir(exist_ok=True)
    out = NAMES / f"share{share}.jsonl"
    out.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    print(*problems, sep="\n", file=sys.stderr)
    print(f"{len(rows)} of {len(own)} articles of share {share}, {len(problems)} problems")
    return 1 if problems else 0


SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻苏潘葛范彭鲁韦马苗方俞任袁柳"
    "史唐费薛雷贺倪汤罗毕郝邬安常于傅康伍余顾孟黄萧尹姚邵汪祁毛狄米戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾"
    "路娄江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房解应丁邓洪包石崔吉龚程邢裴陆翁段侯全宁仇甘厉祖"
    "武符刘景龙叶黎薄白蒲鄂赖卓屠池乔温庄晏柴瞿阎慕连习艾容向古易廖耿匡欧关焦巴牟岳帅涂敖龙聂曾游盖"
)
SPEAKER = re.compile(
    rf"(?<![一-龥])([{SURNAMES}][一-龥]{{1,2}})(?=[说表介指强告坦感回认透](?:[示绍出调诉言慨忆为露]|[，：“]))"
)
REPORTERS = re.compile(
    r"(?:记者|通讯员|摄影|责编|编辑)[:： ]?"
    r"([一-龥]{2,3}(?=[，。、 ）)）]|$)(?:[、 ][一-龥 ]{2,4})*)"
)
LONGER = re.compile(r"[一-龥]{0,6}?(?:银行|大学|法院|日报|公司|集团|[省市区县]委(?!员)|政府)")
FOREIGN = re.compile(r"[一-龥]{2,}(?:·[一-龥]{2,})+")
SUFFIX = re.compile(
    r"[一-龥]{1,9}?(?:委员会|人民政府|办公室|法院|检察院|公司|集团|大学|学院|学校|中学|小学|医院|银行|"
    r"协会|学会|基金会|研究院|研究所|研究中心|博物馆|出版社|合作社|日报|电视台|支队|大队|俱乐部|"
    r"[省市县镇乡村]|街道|社区|新区|高新区|自治[州区县]|机场|火车站|高铁站|大桥|水库|景区|公园|古城|"
    r"[局厅部署](?![分门长])|[江河湖山岛](?=[畔边上下中水南北东西，。、]))"
)
PLAIN = re.compile(
    r".*(?:全[省市县镇乡村区]|[我本该各这那两每多城乡农山下进返驻]+[省市县镇乡村]|城市|乡村|农村|山村|乡镇|城镇|"
    r"省市|都市|超市|股市|楼市|夜市|集市|上市|入市|门市|县市|局部|内部|全部|外部|干部|部署|格局|布局|结局|"
    r"当局|大局|开局|东部|西部|中部|南部|北部|底部|头部|俱乐部|江山|高山|社区|街道|公司|集团|学校|医院|公园|"
    r"大学|银行|小学|中学|景区|机场|水库|协会|委员会|办公室|法院|检察院|合作社|博物馆|大桥|企业|签署|支部|总部)"
)


def suspicious(units: Units, labels: Labels) -> Iterator[str]:
    """What looks forgotten or wrong in one article."""
    names: dict[str, str] = {}
    for unit, spans in labels.items():
        for a, b, kind, optional in spans:
            if not optional and b - a > 1:
                names[units[unit][a:b]] = kind
    for unit, text in units.items():
        spans = labels.get(unit, [])
        covered = [False] * len(text)
        for a, b, _, _ in spans:
            covered[a:b] = [True] * (b - a)

        def around(a: int, b: int, text: str = text) -> str:
            return f"{text[max(0, a - 6) : a]}[{text[a:b]}]{text[b : b + 6]}"

        for name, kind in names.items():
            for match in re.finditer(re.escape(name), text):
                if not any(covered[match.start() : match.end()]):
                    yield f"{unit}: {kind} elsewhere, here nothing: {around(*match.span())}"
        for what, regex in (
            ("speaker", SPEAKER),
            ("byline", REPORTERS),
            ("foreign name", FOREIGN),
            ("pair", PAIR),
            ("provinces", PROVINCE_PAIR),
        ):
            for match in regex.finditer(text):
                a, b = match.span(match.lastindex or 0)
                if not any(covered[a:b]):
                    yield f"{unit}: {what}: {around(a, b)}"
        for match in SUFFIX.finditer(text):
            a, b = match.span()
            if not covered[b - 1] and not PLAIN.fullmatch(text[a:b]):
                yield f"{unit}: suffix: {around(a, b)}"
        for a, b, kind, _ in spans:
            end = LONGER.match(text[b:])
            if kind == "LOC" and end and not any(covered[b : b + end.end()]):
                yield f"{unit}: longer ORG? {around(a, b + end.end())}"
            if kind == "PER" and b - a == 1:
                yield f"{unit}: one character PER: {around(a, b)}"
            if text[a:b] != text[a:b].strip("，。、：；“” "):
                yield f"{unit}: edge: {around(a, b)}"


def check(share: int, start: int, count: int | None, data: Path) -> None:
    labels = stored(share)
    chosen = [(n, one) for n, one in part_of(share, start, count) if one.id in labels]
    texts = load([one for _, one in chosen], data)
    totals: collections.Counter[str] = collections.Counter()
    kinds: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for number, one in chosen:
        lines = list(dict.fromkeys(suspicious(texts[one.id], labels[one.id])))
        if lines:
            print(f"\n===== {number}  # {one.id}", *lines, sep="\n")
        for unit, spans in labels[one.id].items():
            for a, b, kind, optional in spans:
                totals[kind + (" optional" if optional else "")] += 1
                if not optional:
                    kinds[texts[one.id][unit][a:b]][kind] += 1
    print("\n===== two types for one string")
    for name, counts in kinds.items():
        if len(counts) > 1:
            print(name, dict(counts))
    chars = sum(one.chars for _, one in chosen)
    print(f"\n===== {len(chosen)} articles, {chars} characters")
    for kind, tail in itertools.product(TYPES, ("", " optional")):
        print(f"{kind}{tail}: {totals[kind + tail]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("what", choices=("show", "compile", "review", "check"))
    parser.add_argument("share", type=int)
    parser.add_argument("--from", dest="start", type=int, default=1)
    parser.add_argument("--count", type=int)
    parser.add_argument("--carry", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--data", type=Path, default=DATA)
    args = parser.parse_args()
    if args.what == "compile":
        return compile_share(args.share, args.carry, args.data)
    run = {"show": show, "review": review, "check": check}[args.what]
    run(args.share, args.start, args.count, args.data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
