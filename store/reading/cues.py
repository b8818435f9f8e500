"""What one line of a page looks like: the patterns by which an editor's eye tells its kind.

Every pattern is written for folded text (half-width punctuation, plain blanks).
"""

from __future__ import annotations

import re

# Surnames by frequency in present-day use, compound ones first where they share a character.
COMPOUND_SURNAMES = frozenset(
    "欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 万俟 闻人 夏侯 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 鲜于 闾丘 亓官 司空 令狐 端木 呼延 西门 轩辕 百里 东郭 "
    "拓跋 欧阳".split()
)
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕"
    "丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武"
    "钱戴严莫孔向常汤康易乔赖文施洪季岳葛梅柳庄殷章俞甘齐牛温庞颜聂路童简饶卞车柯尤翟鲁辛应管祝左"
    "涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柴"
    "蒙喻蓝全宗巩解阮缪佟仇冷艾明骆匡娄桂晏战米窦连池尚古栾申冉丛储阎苑焦边敖卓穆褚晋党楚谈胥冀"
    "荆郎窦麻鄢钮芮郁郗别蔺隗沙鞠岑荀羊於惠璩糜宓蓬糜蒲邰从咸藉满弘国隆师越夔毋沃利蔚师那佘佴伯"
    "赏墨哈谯笪年爱仉督归海楼练虞仰原仝樊支昝束井邢滕郜宿闵都厉戎巴弓牧隆车侯班秋仲伊宫"
    "仇栾暴钭厉戎祖符刁桑濮寿扈燕冀浦农晏阙那简空辜粟卿腾门乌阚初邬臧计伏戚宦么区展来云祁禹贡贝"
    "鄂衣占智母敬"
)

_NAME = r"[\u3400-\u9fff\U00020000-\U000323af][\u3400-\u9fff\U00020000-\U000323af·]{0,11}"
ROLE = (
    r"(?:(?:本报|本社|本刊|本台|本网|全媒体|融媒体?|特约|实习|见习|首席|驻[\u4e00-\u9fff]{1,6}|新华社|人民网|"
    r"央视|[\u4e00-\u9fff]{0,6}(?:日报|晚报|早报|时报|晨报|商报|快报|周报|都市报|新闻网?|客户端|融媒|传媒))*/?"
    r"(?:记者|通讯员|摄影记者|评论员|观察员|特派员|撰稿人?|特约撰稿)|"
    r"摄影报道|摄影|供图|供稿|图片|制图|绘图|作者|整理|统筹|策划|撰文|采写|文[、并]?/?图|图[、/]?文|文字|摄|"
    r"[文图](?=/))"
)
_LEAD_MARK = r"[■□▲△●○◆◇★☆◎▪▶►※*·\-—|丨]"

CREDIT_LINE = re.compile(
    rf"^{_LEAD_MARK}?\s*\(?{ROLE}(?:\s*[:/]\s*|\s+|(?=[\u4e00-\u9fff]))"
    r"[\u3400-\u9fff\U00020000-\U000323afA-Za-z·、,/:() ]{1,80}$"
)
ROLE_ONLY = re.compile(rf"^{_LEAD_MARK}?\s*\(?{ROLE}")
ENDS_PHOTO = re.compile(r"(?:摄影?报道|摄影?|供图|摄影作品|/摄|/图|图)\)?$")
BRACKETED = re.compile(r"^\([^()]{2,60}\)$")
TAIL_NOTE = re.compile(
    r"^[(【\[]?(?:作者|本报|本文|本版|据|新华社|人民网|执笔|记者|通讯员|原载|来源|资料|数据来源|数据|"
    r"摘自|本期|参与|综合|译者?|图片|转载|实习生|责任编辑|责编|编辑|整理)[^。]{1,70}[)】\]]?$"
)
DATELINE = re.compile(
    r"^(?:(?:据)?(?:本报|本社|新华社|中新社|中新网|人民网|央视网|央视|中国网络电视台|[\u4e00-\u9fff]{2,5}"
    r"(?:日报|晚报|晨报|时报|商报|网|社))(?:[\u4e00-\u9fff·、]{0,14}?(?:\d{1,4}年)?\d{1,2}月\d{1,2}日)?"
    r"(?:专?电|讯|消息)|(?:本报|本刊|本台|本网|本社)讯|(?:本报|本刊|据)?综合[\u4e00-\u9fff]{0,6}(?:消息|报道)|"
    r"本报综合[\u4e00-\u9fff]{0,6}(?=[ ,:])|据?(?:新华社|中新社)[\u4e00-\u9fff·]{2,8}电(?=[ (])|"
    r"[\u4e00-\u9fff]{2,6}(?:讯|消息)(?=[ (:]))"
)
DATELINE_REPORTERS = re.compile(r"^[^。]{0,40}?(?:电|讯|消息)\s*\(([^()]{2,80})\)")
JUMP_TO = re.compile(
    r"^[(【\[]?\s*(?:紧?下转|[^。,]{0,6}下转|转第?)\s*第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版?"
    r"[^。]{0,8}[)】\]]?$"
)
JUMP_FROM = re.compile(
    r"^[(【\[]?\s*(?:紧?上接|[^。,]{0,4}上接|紧?接第?)\s*第?\s*([A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3}|头)\s*版?"
    r"[^。]{0,10}[)】\]]?"
)
COLUMN_LINE = re.compile(
    r"^(?:【[^【】]{1,16}】|\[[^\[\]]{1,16}\]|[■●◆▲☆★]\s*[\u4e00-\u9fff·]{2,8})$"
)
COLUMN_AT_HEAD = re.compile(r"^【[^【】]{1,16}】")
COLUMN_AT_END = re.compile(r"\([^()]{2,24}\)$")
DECK_DASH = re.compile(r"^(?:—{1,2}|-{1,2}|――)\s*[\u3400-\u9fff“\"'‘《]")
FURNITURE = re.compile(
    r"(?:责任?编辑?|责编|值班(?:主任|编委|总编)|版式|版面?设计|美编|组版|校对|校检|审读|视觉|统筹|制图)"
    r"\s*[:/丨|]?\s*[\u4e00-\u9fff]{1,4}(?:\s|$|/|[:、,])|国内统一(?:连续)?刊号|国内统一连续出版物号|"
    r"邮发代号|新闻热线|广告热线|发行热线|订报热线|投稿(?:邮箱|信箱)|零售价|每份|总第\s*\d+\s*期|"
    r"今日\s*\d+\s*版|第\s*\d{3,6}\s*[期号]|本报(?:地址|电话|网址)|社址|邮编[:: ]*\d{6}|代号\d+-\d+|"
    r"CN\s?\d\d-\d{4}|https?://|www\.|印刷厂?[:: ]|^\d{3,4}-\d{7,8}$|农历[\u4e00-\u9fff]{1,8}月|^广告$|^公告$"
    r"|扫(?:一扫|码)(?:二维码|关注|下载)|^本版(?:广告|言论|图片|稿件|内容|编辑)|^(?:报纸名称|出版日期|版次|版名|版面)\s*:|"
    r"(?:电子)?(?:信箱|邮箱)\s*[:/]\s*[\w.-]+@"
)
FOLIO = re.compile(
    r"(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|星期[一二三四五六日天]|^第?\s*[A-Z]?\d{1,3}\s*版|"
    r"[A-Z]?\d{1,3}\s*版\s*[:·|丨]?\s*[\u4e00-\u9fff]{0,6}$)"
)
DATED = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}(?!\d)|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月"
)
EDITION_WORDS = re.compile(
    r"星期|农历|\d\s*版|版\s*$|报\s|报$|编辑|总第|刊号|^第?[A-Z]?\d{1,2}\s|\s[A-Z]?\d{1,2}(?:\s|$)"
)
SOFT_LEAD = re.compile(
    r"^(?:\(?(?:近日|日前|昨[日天]|今[日天]|前[日天]|近年来|近期|近来|当前|目前|连日来|据悉|据了解|据介绍|记者|"
    r"今年|去年|\d{4}年|\d{1,2}月|\d{1,2}日|本周|上周|春节|走进|一大早|清晨|上午|下午|当天|当日|“|\"))"
)
QA = re.compile(r"^(?:问|答|记者|Q|A|【[^】]{1,6}】)\s*[:]")
FIGURE = re.compile(
    r"^[▲▼◀▶△▽]?\s*\(?(?:[上下左右]?图(?:为|片|[①-⑩一二三四五\d:]|[::])|资料图|题图|[上下左右]图)"
)
SHORT_SECTION = frozenset(
    "案情 说法 提醒 现场 链接 背景 声音 亮点 数据 评析 释法 点评 案例 问题 建议 对策 回应 结语 引子 尾声 "
    "记者手记 延伸阅读 以案说法 警方提醒 专家支招 法官提醒 法官说法 相关链接 新闻链接 编后 短评 新闻背景".split()
)
ENUMERATION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.)](?!\d)|"
    r"[①②③④⑤⑥⑦⑧⑨⑩]|第[一二三四五六七八九十]{1,3}[,、 章节条])"
)
TABLE_ROW = re.compile(r"^[\d\s.,:%+\-—~/()]+$|(?:\d[\d.,%]*\s+){3,}|\t")
SPEECH = re.compile(r"(?:说|表示|介绍|指出|强调|认为|告诉记者|坦言|透露|要求|提出)[:。,]")

_TOKENS = re.compile(r"[、,\s/]+")


def looks_like_name(token: str) -> bool:
    """Whether a bare token has the shape of a Chinese name: a surname and one or two more."""
    if 2 <= len(token) <= 3 and token[0] in SURNAMES:
        return True
    if 3 <= len(token) <= 4 and token[:2] in COMPOUND_SURNAMES:
        return True
    return "·" in token and 4 <= len(token) <= 14


def bare_names(folded: str) -> int:
    """How many names a line of bare names holds (贺 勇 阿尔达克 → 2); 0 if it is not one.

    Two-character names are printed with a blank inside them, so single characters pair up.
    """
    if len(folded) > 40:
        return 0
    if re.fullmatch(r"[\u3400-\u9fff](?: [\u3400-\u9fff]){2}", folded) and folded[0] in SURNAMES:
        return 1
    found = known = 0
    half = ""
    for token in _TOKENS.split(folded.strip(" ■□●◆()")):
        if not token or any(not ("\u3400" <= c <= "\u9fff" or c == "·") for c in token):
            return 0
        if len(token) == 1:
            if half:
                found += 1
                known += half in SURNAMES
                half = ""
            elif token in SURNAMES:
                half = token
            else:
                return 0
        elif half:
            return 0
        elif looks_like_name(token):
            found += 1
            known += 1
        elif 3 <= len(token) <= 7:
            found += 1
        else:
            return 0
    if half or not known:
        return 0
    return found
