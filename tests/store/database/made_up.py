"""Articles of made-up text over a small alphabet, so that strings meet by chance."""

from __future__ import annotations

import random

from store.records import Article, Caption, Credit, Paragraph, Section

_PIECES = (
    "河 道 清 淤 工 程 镇 长 湖 城 图 书 馆 开 放 新 农 机 水 利 站 的 了 在 是 ， 。 、 “ ” （ ） "
    "GDP 5G C位 2025年 ＡＩ ai Ai １２０ 120 3.5% -5℃ ( ) : * ^ \" ' [x] \\ 龘 𠮷 é É Σ ς Straße K"
)
PIECES = [*_PIECES.split(), " ", "\u3000"]


def text(rng: random.Random, pieces: int) -> str:
    """So many pieces, joined."""
    return "".join(rng.choices(PIECES, k=pieces))


def article(rng: random.Random, number: int, **given: object) -> Article:
    """One article; ``given`` fields stand instead of what would be made up."""
    fields: dict[str, object] = {
        "source": "made up",
        "title": text(rng, rng.randint(1, 12)).strip() or "题",
        "paragraphs": tuple(Paragraph(text(rng, rng.randint(1, 40))) for _ in range(3)),
        "sections": (Section(text(rng, 4), None, 1),) if rng.random() < 0.3 else (),
        "captions": (Caption(text(rng, 9)),) if rng.random() < 0.3 else (),
        "credits": (Credit("记者", rng.choice(("方向明", "白晓棠", "程远"))),),
        "column": rng.choice((None, None, "走基层", "今日关注")),
        "paper": rng.choice(("湖城晚报", "湖城日报")),
        "date": f"2026-0{rng.randint(1, 3)}-{rng.randint(10, 12)}",
        "page": f"{rng.randint(1, 3):02d}",
        "is_photo": rng.random() < 0.2,
        "address": f"a{number}",
    }
    return Article(**(fields | given))  # type: ignore[arg-type]
