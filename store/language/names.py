"""Names in an article: the tagger's spans, mended by what the article and the trade make certain.

The tagger looks at a sentence; an article knows more. A name found once is found everywhere in it,
and under the kind that it mostly bears; lists are of one kind; companies carry their bracketed
place; pairs such as 中韩 are two places; who is credited is a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from store.language import words
from store.language.countries import ALL, CERTAIN
from store.language.name_tagger import TaggedSpan, Tagger

_STATES = "中美俄英法德日韩朝印巴欧非澳新加泰越老柬缅马菲以伊乌土埃沙哈吉塔蒙阿意西葡荷波匈塞希瑞挪芬丹古墨委"
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台"
_PAIR = re.compile(
    rf"(?<![一-龥])[{_STATES}]{{2,3}}(?=[两双三关合经贸友建元投交企外边战互对结教文人民科间高领和共伙])"
    rf"|(?<=[在从对为以与和推动进深化强了是成开启促我的设架])[{_STATES}]{{2}}(?=[两双三关合经贸友建元投交企互对结教文民科间高领共伙])"
    rf"|[{_STATES}]{{2}}(?=两国|双方|关系|合作|友好|经贸|贸易|双边|友谊|建交|元首|对话|互鉴|结对|人文|青年|外长|领导人|班列)"
)
_PROVINCE_PAIR = re.compile(
    rf"[{_PROVINCES}]{{2,4}}(?=[两三四]地|[两三四]省|合作|协作|地区|一体化|协同|边界|交界|毗邻|携手|教育合作|青少年|儿女|同胞)"
)
_SHORT = re.compile(
    r"[援驻来对在访涉]华(?![丽侨人生夏北南东])|援[藏疆青]|[对赴访输涉驻]美(?![丽好食国元军术德妙观洲金])|[访赴驻]日(?![常益内前])"
    r"|[访对涉赴驻]俄(?!罗)|[访对驻赴]韩(?!国)|[访对涉]朝(?!鲜)|[在进赴来抵离返]京(?![剧津都东山])|[赴在来抵]港(?!口|珠|澳|区|股)"
    r"|[赴在来]澳(?!大|门|洲)|[赴来对涉惠]台(?!湾|风|州|上|下|阶|账|胞)"
)
_GROUP = re.compile(r"欧美日?|美欧|中日韩|美加墨|美英澳|英法德|美日韩|美日|日韩")
_SINGLES = frozenset(_STATES + _PROVINCES + "华亚肯斯白洪克尼津圣爱卢希捷拉")
_HEAD = re.compile(
    r"(?:见(?=[省市区县])|从|由|原|要求|运营方|承办方|主办方|在|到|经|据|被|把|让|请|和|与|对|向)(?=[\u4e00-\u9fff]{3})"
)
_TAIL = re.compile(r"(?:拿下|夺冠|举行|召开|举办|启动|宣布|表示|介绍|获得|夺得|开展)$")
_APPOINTED = re.compile(r"([\u4e00-\u9fff]{2,3})任(?=[\u4e00-\u9fff]{3})")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗方俞任袁柳唐费薛雷贺倪汤滕罗毕郝邬安常于傅"
    "卞齐康伍余顾孟平黄和穆萧尹姚邵汪祁毛狄米贝臧计成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫"
    "经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀惠曲家封储靳段富巫乌焦巴牧山谷车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎"
    "薄白怀蒲邰鄂索赖卓蔺屠蒙池乔阴闻莘党翟谭贡姬申扶冉宰雍桑桂濮牛寿通边燕冀尚农温庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡文寇广禄"
    "阙东欧沃利蔚越夔隆师巩聂晁勾敖融冷辛阚简饶曾沙养鞠丰关蒯相查荆红游竺权逯盖益岑肖涂付覃游区原仝苟郇钮佟"
)
_BODY_AFTER = re.compile(
    r"(?:(?:水务|轨道|供水|公交|城投|交投|文旅|燃气|热力|环卫|建设|发展|控股|旅游|水利|电力|供电|投资|控股){1,2}(?:公司|集团)|党委|党工委|人民政府|政府|人大常委会|人大|政协|纪委监委|纪委|人民法院|人民检察院|派出所|卫生院|公安局|教育局|交警大队|"
    r"中心小学|中心学校|幼儿园|敬老院|供电所|村委会|居委会|党支部|党总支|办事处|管委会)(?![\u4e00-\u9fff]{0,1}路)"
)
#: 县家庭教育指导中心 before 主任: what has a head is a body.
_BODY_OF_TITLE = re.compile(
    r"[^\W\d_的了和与在为对从]{2,14}?(?:中心|局|委员会|办公室|协会|研究院|研究所|工作站|服务队|联合会|大队|支队|总队|管理处|合作社|小学|中学|幼儿园|医院)"
    r"(?=(?:党组|党委|党支部|常务|执行|名誉)?(?:书记、)?副?(?:主任|局长|会长|理事长|院长|所长|站长|队长|校长|园长|处长|书记)[^\W\d_])"
)
#: 区民政局 + 养老服务科 before its head.
_PART_OF_BODY = re.compile(
    r"[^\W\d_的了和与在有为是对从]{2,6}?(?:科|处|部|股|室|工厂|分公司|分院|分局|支队|大队|中队)"
    r"(?=副?(?:科长|处长|部长|股长|队长|所长|厂长|主任|负责人|工作人员|护士长|医生))"
)
_NOT_GIVEN = re.compile(r"[死前后间父母子妻家女弟兄一际初中上下外内类所]")
_UNIT_AFTER = re.compile(r"[市区县镇乡](?![场域块别分间长民容内外级属])")
_WATER_AFTER = re.compile(r"[河江湖溪山站港桥塔路街](?![\u4e00-\u9fff]{0}[上里边面下中])")
_DOTTED = re.compile(
    r"·[\u4e00-\u9fff]{2,4}?(?=[，。、；：！？,.;:!?的在与和及是说为来到从将对等将也\s（）()“”]|$)|·[\u4e00-\u9fff]{2,3}"
)
_AFTER_TITLE = re.compile(
    r"(?:书记|主席|主任|委员长|局长|厅长|部长|省长|市长|州长|区长|县长|镇长|乡长|处长|科长|所长|站长|院长|校长|园长|馆长|台长|社长|行长|队长|会长|理事长|"
    r"董事长|总经理|经理|总裁|负责人|发言人|秘书长|检察长)([\u4e00-\u9fff]{2,3}?)"
    r"(?=说|称|介绍|表示|告诉|指出|强调|认为|坦言|出席|主持|参加|陪同|率|带着|带领|来到|走进|在|向|与|对|为|被|将|等|严重|涉嫌|代表|宣布|致辞|作|"
    r"回忆|感慨|解释|透露|提醒|呼吁|数到|[，。、；：！？,.;:!?）)”\s]|$)"
)
_AFTER_ROLE = re.compile(
    r"(?:村民|居民|市民|农户|种植户|养殖户|茶农|果农|花农|菜农|渔民|店主|摊主|店长|老板|工人|职工|学生|老师|教师|司机|志愿者|队员|教练|民警|法官|检察官|律师|医生|"
    r"护士|技术员|农技员|调解员|讲解员|网格员|劝阻员|馆员|业主|读者|画家|作家|主播|选手|匠人|传承人|创始人|设计师|工程师|研究员)([\u4e00-\u9fff]{2,3}?)"
    r"(?=说|称|介绍|表示|告诉|坦言|回忆|感慨|笑|正在|带着|来到|走进|把|从|每天|家|和|与|[，。、；：！？,.;:!?）)”\s]|$)"
)
_BESIDE = re.compile(
    r"[和与、]([\u4e00-\u9fff]{3})(?=来到|走进|走上|介绍|说|表示|一起|一同|一道|等|出席|参加|陪同|分别|先后|共同|在|到|的|、|，|。|,)"
)
_SPEAKS = re.compile(
    r"(?:^|(?<=[，。；：！？”\n,]))([\u4e00-\u9fff]{3})(?=介绍|说|表示|告诉|坦言|指出|强调|回忆|感慨|笑着)"
)
_NO_GIVEN = frozenset("地的了着过们者说是在和与也就都还又等上下里中")
_BEFORE_TITLE = re.compile(
    r"(?<=[，。：；:,;\n ])([\u4e00-\u9fff]{2,3})任(?=[\u4e00-\u9fff]{2,16}?(?:书记|主席|主任|[局厅部省市州区县镇乡处科所站院校馆队会]长|经理|董事长))"
)
#: Games are events, and parties by their part are none by name.
_NO_BODY = re.compile(
    r".{0,6}[亚奥全世省市青残冬夏大军民农东]{1,3}(?:[运沙]|特奥|残)会|.{0,8}运动会|(?:执政|在野|反对|各|各政|政)党|(?:主办|承办|协办|运营|参赛|中|对)方"
)
_NO_PERSON = frozenset(
    "本报讯 本报 新华社 案情 说法 志愿者 编者按 通讯员 记者 本版 责编 摄影".split()
)
_HOLDS_CHIEF = re.compile(
    r"[省市区县镇乡]长[\u4e00-\u9fff]{2,3}[到在向对]|书记[\u4e00-\u9fff]{2,3}[到在向对]"
)
_TWO_BODIES = re.compile(
    r"(.+?(?:[省市区县州]委|政府|人大常委会|政协|纪委|公司|集团|大学|医院|法院|检察院|公安局|管理局|教育局|生物|物流|科技|食品|精密|半导体|机器人|股份))[和与及、]"
    r"(.{2,}(?:委|政府|会|政协|公司|集团|大学|学院|医院|院|局|厅|部|中心|所|办公室))"
)
#: Syllables by which names of Uyghurs, Kazakhs and others are written.
_SYLLABLES = frozenset(
    "阿艾买吐木努帕热古丽江依尔斯库迪拜合卡马哈布拉提孜娜沙赛麦伊吾加巴玉素甫肉苏力坦尼亚曼克尤穆萨"
)
_SAID = re.compile(r"(?:说|称|表示|介绍|指出|告诉)$")
_VILLAGE = re.compile(
    r"(?:[从在到至往于进经]|来到|走进|飞往|抵达)([\u4e00-\u9fff]{2}(?:坞|圩|垸|塬|岙|墩|埭|堡|寨|屯|峪|坪|坳|洼|垭|沟|浜|村))"
    r"(?![\u4e00-\u9fff]?[委支])"
)
_LOCAL_BODY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[从由在到与和及据见向请]))"
    r"([省市区县](?:政协|人大|妇联|残联|文联|科协|侨联|工商联|总工会|团委|消保委|气象台|人武部|疾控中心)|[省市区县](?![场域块民长内外级属情容值中])[^\W\d_的了和与在有为是等对向]{2,8}?(?:局|中心|办公室|大队|支队|气象台|供电公司|图书馆|博物馆|医院|法院|检察院|总工会|妇联|团委|"
    r"红十字会|慈善总会|商会|联合会|协会))(?!长)"
)
#: 柳浪社区, 石榴村, 樱花公园: two or three characters that are no word of their own.
_SUFFIXED = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[在从到至由往进]))"
    r"([^\W\d_的了和与在有为是对也都要能把被让给]{2,3}?(?:社区|街道|村|镇|公园|广场|码头|水库|菜市场))(?![委支党长民官务])"
)
_UTILITY = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[在从到由与和及]))"
    r"([\u4e00-\u9fff]{2,4}?(?:水务|轨道|供水|公交|城投|交投|文旅|燃气|热力|环卫|旅游|水利|电力|供电|物业|食品|健身)(?:发展|建设|投资|控股)?(?:公司|集团))"
)
_GENERIC_PLACE = re.compile(
    r"^(?:[各全本该这那每两三四五六七八九十多几一]|农村|乡村|新农|古村|特色|小镇|全镇|美丽|未来|智慧|文化|市民|中心|城市|老旧|商业|主题|湿地|森林|郊野|口袋|体育|儿童|人民|社区|智能|数字|红色|"
    r"示范|试点|辖区|当地|周边|附近|许多|不少|所有|某|城乡|居民|街道|帮扶|结对|移民|传统|自然|行政|渔|山|水上|地下|国家|省级|市级|区级|现代|综合|大型|小型|露天|邻里|完整|生态|农贸)"
)
_STOPS = re.compile(
    r"(?<=[站路街桥口镇村])(?:至|到|—|——|-)([\u4e00-\u9fff]{2,4}?(?:站|路|街|桥|口岸))(?![\u4e00-\u9fff]?长)"
)
_PLACES = re.compile(
    r"(?:体育中心|体育馆|体育场|剧院|广场|公园|会展中心|码头|火车站|高铁站|机场|景区)$"
)
_BODIES = re.compile(
    r"(?:图书馆|博物馆|纪念馆|美术馆|医院|大学|中学|小学|幼儿园|法院|检察院|公安局|有限公司|集团|委员会|政府|党委|管委会)$"
)
_LONGEST_LEARNT = 12
_COUNTING = re.compile(r"[0-9两三四五六七八九十多几]+[所家个名座条项]")
_COMMITTEE_THEN = re.compile(
    r"([\u4e00-\u9fff]{2,4}[省市区县]委)(?=[\u4e00-\u9fff]{2,4}[镇乡村]$|[\u4e00-\u9fff]{2,4}街道$)"
)
_FIRM = re.compile(r"(?:公司|集团|合伙企业)$")
_BRAND_HEAD = re.compile(
    r"^[\u4e00-\u9fff]{2,3}(?:省|市|区|县|镇)(?=[\u4e00-\u9fff]{4,})|^(?:浙江|江苏|上海|北京|广东|深圳|杭州)(?=[\u4e00-\u9fff]{4,})"
)
_TRADE = re.compile(
    r"([\u4e00-\u9fff]{2})(?:科技|机器人|半导体|检测|农业|股份|生物|医药|电子|新材|智能|汽车|集团|重工|传媒|食品|物流|"
    r"能源|光电|精密|化工|制药|环保|置业|地产|资本|证券|期货|纺织|服饰|文旅|数码|软件|网络)"
)
_FIRM_SPEAKS = re.compile(r"获悉|了解到|透露|宣布|总经理|董事长|总裁|创始人|首席|负责人|相关负责人")
_FIRMLY = re.compile(r"(?:科技|半导体|检测|股份|生物|医药|集团|新材|重工|汽车|传媒)$")
_JOINTS = frozenset("的化与年人和等是在了为以及其到从业性型类该")
_NO_BRAND = frozenset(
    "具身 低空 前沿 关于 一个 这个 加快 推进 以及 还有 绿色 高端 数字 信息 现代 新型 打造 做强 推动 发展 智慧 清洁 联合 各类 相关 国内 全球".split()
)
_ABROAD = re.compile(
    r"[\u4e00-\u9fff]{2,4}(?:初等学校|小学|中学|高中|大学|学院|学校|医院|银行|博物馆)"
)
_TOWN = re.compile(r"([\u4e00-\u9fff]{2,3})(?:镇|乡|村|街道|社区|新区|区|县|市|苑)")
_CALLED = re.compile(r"[（(](?:以下)?简称[“\"]?([\u4e00-\u9fffA-Za-z0-9]{2,8})[”\"]?[）)]")
_NOT_PAIR = frozenset("中西 中外 新加 加新 以老 老中 日新 以新 新老 古新 古巴 巴新 中古".split())
_NOT_TWO = frozenset("辽宁 青川 新津 宁津 晋宁 云贵 港澳 吉黑".split())
_COMPANY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·]{2,14}[(（][\u4e00-\u9fff]{2,6}[)）][\u4e00-\u9fff]{0,14}?"
    r"(?:股份有限公司|有限责任公司|集团有限公司|有限公司|集团公司|集团|公司|合伙企业|研究院|实验室|分行|支行|学校)"
)
_LIST = re.compile(
    r"((?:[\u4e00-\u9fffA-Za-z0-9·]{2,12}、){1,12}[\u4e00-\u9fffA-Za-z0-9·]{2,12}?)等"
    r"(?:[0-9一二三四五六七八九十百余多数几]+家)?(?:知名|龙头|重点|本土|科技|国内外|头部|骨干|上市|规上|外资|中央|国有|民营|优质|链主){0,2}"
    r"(?:企业|公司|银行|高校|院校|项目(?=开工|竣工|投产|签约|落户|落地|入驻|建成))"
)
_CREDIT_ROLE = r"(?:本报记者|本报通讯员|记者|通讯员|摄影记者|实习生|特约记者|见习记者|摄影|图/文|文/图|文/摄|作者)"
_NAME = r"(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])"
# A whole line of roles and names, or a bracket that opens with a role.
_CREDIT_LINE = re.compile(
    rf"^[■□▲△●○◆◇\s]*(?:{_CREDIT_ROLE}[\s\u3000:：]*(?:{_NAME}[\s\u3000、]*)+)+(?:文/图|图/文|摄|文|报道)?[\s\u3000]*$",
    re.M,
)
_CREDIT_BRACKET = re.compile(
    r"[(（](?:本报|新华社|全媒体|综合)*(?:记者|通讯员|实习生|见习记者|摄影记者)[\s\u3000:：]*"
    r"((?:[\u4e00-\u9fff·]{2,3}[\s\u3000、]+)*[\u4e00-\u9fff·]{2,3})(?:摄|报道|参与采写|采访整理|整理)?[)）]"
)
_SHOT = re.compile(
    r"(?:(?<=记者)|(?<=通讯员)|(?<=[\s\u3000（(。/])|^)[ \u3000]*"
    r"([\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff])[ \u3000]?(?:摄|供图|绘)(?=[)）\s。，]|$)",
    re.M,
)
_NAME_PART = re.compile(
    r"[\u4e00-\u9fff][ \u3000]{1,2}[\u4e00-\u9fff](?![\u4e00-\u9fff])|[\u4e00-\u9fff·]{2,4}"
)
_ROLE_WORDS = re.compile(
    _CREDIT_ROLE
    + r"|实习|见习|特约|摄影|报道|整理|综合|文图|图文|片\s*方|资料|手记|感言|采访|视觉|供图|影像|参与|本报"
)
_EDGES = " \u3000,，.。;；:：!！?？“”‘’\"'《》〈〉【】[]、…—-/|\n\t"
_NO_FIRM = re.compile(
    r"(?:项目|工程|产业园|园区|基地|中心|小区|公园|路|桥|厂房|车间|改造|建设|生产线)$|[的和了]"
)
_COMMON = frozenset(
    "新时代 平安 惠民 山海 亚运 共富 未来 江南 东方 希望 光明 和平 友谊 长江 黄河 中心 北方 南方 太阳 世界 中华 人民 阳光 青春 红船 先锋".split()
)
_TOWARD = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}?)(?:有限责任公司|股份有限公司|有限公司|委员会|办公室|管理局|服务中心|研究院|派出所|卫生院|党支部|党总支|党委)"
)


def find(
    units: Sequence[str],
    tagger: Tagger,
    *,
    known: Sequence[str] = (),
    learnt: Mapping[str, str] = MappingProxyType({}),
) -> list[list[TaggedSpan]]:
    """The names of an article, for each of its units (title, paragraphs, …) in order.

    Spans are half-open offsets in their unit, in order, never overlapping. ``known`` are names of
    people that are certain, from credits; ``learnt`` are names that the same papers have printed
    before, or that the reader added, with their kinds.
    """
    text = "\n".join(unit.replace("\n", " ") for unit in units)
    segmented = words.stock().cut(text)
    spans = _sane(text, _trimmed(text, tagger.tag(text, segmented)))
    spans = _joined(text, spans)
    spans = _countries(text, spans)
    spans = _hyphened(text, spans)
    spans = _pairs(text, spans)
    spans = _shorts(text, spans)
    spans = _companies(text, spans, segmented)
    spans = _credits(text, spans)
    spans = _grown(text, spans, segmented)
    spans = _lists(text, spans)
    spans = _brands(text, spans, segmented)
    spans = _of_one_kind(text, spans)
    spans = _called(text, spans)
    spans = _in_post(text, spans)
    spans = _on_the_way(text, spans)
    spans = _without_address(text, spans)
    spans = _everywhere(text, spans, known, segmented)
    spans = _short_places(text, spans)
    spans = _learnt(text, spans, learnt)
    spans = _grown(text, spans, segmented)
    result: list[list[TaggedSpan]] = []
    at = 0
    place = 0
    for unit in units:
        end = at + len(unit)
        own: list[TaggedSpan] = []
        while place < len(spans) and spans[place][0] < end:
            start, stop, kind = spans[place]
            if start >= at and stop <= end:
                own.append((start - at, stop - at, kind))
            place += 1
        result.append(own)
        at = end + 1
    return result


def _trimmed(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """No span begins or ends in punctuation, none is a lone bracket's half or a number."""
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        while start < end and text[start] in _EDGES:
            start += 1
        while end > start and text[end - 1] in _EDGES:
            end -= 1
        piece = text[start:end]
        for left, right in ("()", "（）"):
            if piece.count(left) != piece.count(right):
                if piece.endswith(left) or piece.startswith(right):
                    piece = piece.strip(left + right)
                    start = text.index(piece, start) if piece else end
                    end = start + len(piece)
        if not piece or piece.isdigit() or (len(piece) == 1 and kind != "LOC"):
            continue
        found.append((start, end, kind))
    return found


def _joined(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """A body grows over the rest of its name when only its suffix was missed."""
    found: list[TaggedSpan] = []
    for at, (start, end, kind) in enumerate(spans):
        limit = spans[at + 1][0] if at + 1 < len(spans) else len(text)
        if kind == "ORG" and end < limit:
            grown = _TOWARD.match(text[end : min(limit, end + 16)])
            if grown and len(grown.group()) <= 6 and not grown.group().startswith("原"):
                end += grown.end()
        found.append((start, end, kind))
    return found


def _put(spans: list[TaggedSpan], new: TaggedSpan) -> list[TaggedSpan]:
    """``spans`` with ``new`` in the place of what overlaps it."""
    kept = [s for s in spans if s[1] <= new[0] or s[0] >= new[1]]
    kept.append(new)
    kept.sort()
    return kept


def _pairs(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """中韩 and 浙澳 are two places, unless a longer name holds them."""
    for pattern in (_PAIR, _PROVINCE_PAIR):
        for match in pattern.finditer(text):
            piece = match.group()
            if piece in _NOT_PAIR or len(set(piece)) < len(piece):
                continue
            over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
            if any(s[0] < match.start() or s[1] > match.end() for s in over):
                continue
            for at in range(match.start(), match.end()):
                spans = _put(spans, (at, at + 1, "LOC"))
    for start, end, kind in list(spans):
        piece = text[start:end]
        two = kind == "LOC" and len(piece) == 2 and piece not in _NOT_TWO
        if two and all(c in _PROVINCES for c in piece) and piece[0] != piece[1]:
            spans = _put(spans, (start, start + 1, "LOC"))
            spans = _put(spans, (start + 1, end, "LOC"))
    return spans


def _countries(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A country's whole name is a place, unless a longer name holds it."""
    for match in CERTAIN.finditer(text):
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        exact = bool(over) and over[0][:2] == match.span()
        longer = any(s[0] <= match.start() and s[1] >= match.end() for s in over)
        if (exact and over[0][2] != "LOC") or not longer:
            spans = _put(spans, (match.start(), match.end(), "LOC"))
    return spans


def _hyphened(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """萨赫勒-沃克 is one person."""
    for at in (m.start() for m in re.finditer("-", text)):
        left = [s for s in spans if s[1] == at and s[2] == "PER"]
        right = [s for s in spans if s[0] == at + 1 and s[2] == "PER"]
        if left and right:
            spans = _put(spans, (left[0][0], right[0][1], "PER"))
    return spans


def _shorts(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """驻华, 援藏, 在京: the second character is a place; 欧美日 are three."""
    for match in _SHORT.finditer(text):
        at = match.end() - 1
        if not any(s[0] <= at < s[1] for s in spans):
            spans = _put(spans, (at, at + 1, "LOC"))
    for match in _GROUP.finditer(text):
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        if any(s[0] < match.start() or s[1] > match.end() for s in over):
            continue
        for at in range(match.start(), match.end()):
            spans = _put(spans, (at, at + 1, "LOC"))
    return spans


def _on_the_way(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """从梅家坞起飞, 东湖站至石桥站, 区反诈中心: where nothing was found, what stands around and the ending tell."""
    knows = words.stock().knows
    patterns = (
        (_VILLAGE, "LOC"),
        (_STOPS, "LOC"),
        (_LOCAL_BODY, "ORG"),
        (_UTILITY, "ORG"),
        (_SUFFIXED, "LOC"),
    )
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if pattern is _SUFFIXED and (
                _GENERIC_PLACE.match(match[1])
                or knows(match[1])
                or knows(match[1][:2])
                or knows(match[1][1:3])
            ):
                continue
            over = [span for span in spans if span[0] < end and span[1] > start]
            # Three characters are easily taken for a person's name.
            if not over or (kind == "LOC" and over == [(start, end, "PER")]):
                spans = _put(spans, (start, end, kind))
    return spans


def _in_post(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """局长白杨说, 决定：温如海任…书记: where nothing was found, the words around tell of a person."""
    for pattern in (_AFTER_TITLE, _BEFORE_TITLE):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            # 局长江晚晴 holds 长江, which is no river here.
            if pattern is _AFTER_TITLE and text[start] in _SURNAMES:
                spans = [s for s in spans if not (s[0] == start - 1 and start < s[1] < end)]
            if text[start] in _SURNAMES and not any(s < end and e > start for s, e, _ in spans):
                spans = _put(spans, (start, end, "PER"))
    knows = words.stock().knows
    people = {end for _s, end, kind in spans if kind == "PER"}
    for pattern in (_BESIDE, _SPEAKS, _AFTER_ROLE):
        for match in pattern.finditer(text):
            start, end = match.span(1)
            piece = match[1]
            if pattern is _BESIDE and match.start() not in people:
                continue
            if piece[0] not in _SURNAMES or piece[-1] in _NO_GIVEN or knows(piece):
                continue
            if knows(piece[:2]) or knows(piece[1:]):
                continue
            if not any(s < end and e > start for s, e, _ in spans):
                spans = _put(spans, (start, end, "PER"))
                people.add(end)
    return spans


def _called(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """某省某集团（以下简称“某投”）: the short name is what the long one is, wherever it stands."""
    for match in _CALLED.finditer(text):
        before = [s for s in spans if match.start() - 1 <= s[1] <= match.start()]
        if not before:
            continue
        short, kind = match[1], before[-1][2]
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            over = [s for s in spans if s[0] < end and s[1] > at]
            if not any(s[0] < at or s[1] > end for s in over):
                spans = _put(spans, (at, end, kind))
            at = text.find(short, end)
    return spans


def _without_address(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """老陈 is no name; 由马宁 is 马宁 when he stands elsewhere."""
    people = {text[s:e] for s, e, kind in spans if kind == "PER"}
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        piece = text[start:end]
        if kind == "PER" and len(piece) >= 2 and "·" not in piece:
            if piece[0] in "老小" and len(piece) <= 4 and piece[1:] not in people:
                continue
            if piece[0] in "由和与对向在及" and piece[1:] in people:
                start += 1
        if piece.isascii() and len(piece) < 3:
            continue
        found.append((start, end, kind))
    return found


def _sane(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """What no name does: count (两所中学), begin with 从 or end with 昨, hold 某某任.

    南湖区委余新镇 is a body and a place.
    """
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        piece = text[start:end]
        if kind != "PER" and _COUNTING.search(piece):
            continue
        if kind == "ORG" and (_NO_BODY.fullmatch(piece) or _HOLDS_CHIEF.search(piece)):
            continue
        two = _TWO_BODIES.fullmatch(piece) if kind == "ORG" else None
        if two:
            found += [(start + two.start(n), start + two.end(n), kind) for n in (1, 2)]
            continue
        if (
            kind == "PER"
            and len(piece) >= 3
            and piece[-1] in "昨今前明"
            and text[end : end + 1] in "天日晚年"
        ):
            end -= 1
        if kind == "LOC" and len(piece) == 1 and piece not in _SINGLES:
            continue
        if kind == "PER" and piece in _NO_PERSON:
            continue
        if kind == "PER" and "·" in piece:
            said = _SAID.search(piece)
            if said and said.start() - piece.rindex("·") > 2:
                end = start + said.start()
        if kind != "PER":
            head = _HEAD.match(piece)
            if head and len(piece) - head.end() >= 3:
                start += head.end()
            tail = _TAIL.search(text[start:end])
            if tail and tail.start() >= 3:
                end = start + tail.start()
            piece = text[start:end]
            appointed = _APPOINTED.match(piece) if kind == "ORG" else None
            if appointed and appointed[1][0] in _SURNAMES:
                found.append((start, start + appointed.end(1), "PER"))
                start += appointed.end()
        parted = _COMMITTEE_THEN.match(piece) if kind == "LOC" else None
        if parted:
            found.append((start, start + parted.end(1), "ORG"))
            found.append((start + parted.end(1), end, "LOC"))
            continue
        found.append((start, end, kind))
    return found


def _grown(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """What follows a name and belongs to it: 云溪河, 石桥镇党委, 阿依古丽·买买提; kinds by the last word."""
    borders = set(_borders(segmented))
    found: list[TaggedSpan] = []
    for number, (start, end, kind) in enumerate(spans):
        limit = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        rest = text[end : min(limit, end + 12)]
        if kind == "LOC" and end - start >= 2:
            unit = _UNIT_AFTER.match(rest)
            if (
                unit
                and end + 1 in borders
                and text[start:end] not in ALL
                and text[end - 1] not in "省市区县镇乡村"
            ):
                end += 1
                rest = rest[1:]
            body = _BODY_AFTER.match(rest) or _BODY_OF_TITLE.match(text[end : min(limit, end + 22)])
            water = _WATER_AFTER.match(rest)
            if body:
                end, kind = end + body.end(), "ORG"
            elif water and text[end - 1] not in "省市县镇乡村" and text[start:end] not in ALL:
                if end + 1 in borders or (end - start == 2 and water[0] in "河江湖"):
                    end += 1
        elif kind == "ORG":
            part = _PART_OF_BODY.match(rest)
            if part:
                end += part.end()
        elif kind == "PER":
            if end - start == 2 and rest[:1] == "之" and not _NOT_GIVEN.match(rest, 1):
                end += 1
                rest = rest[1:]
            more = _DOTTED.match(rest)
            if more:
                end += more.end()
            if "·" in text[start:end]:
                least = max(found[-1][1] if found else 0, start - 3)
                while start > least and text[start - 1] in _SYLLABLES:
                    start -= 1
        piece = text[start:end]
        if kind == "ORG" and _PLACES.search(piece):
            kind = "LOC"
        elif kind == "LOC" and _BODIES.search(piece):
            kind = "ORG"
        found.append((start, end, kind))
    return found


def _learnt(text: str, spans: list[TaggedSpan], names: Mapping[str, str]) -> list[TaggedSpan]:
    """Names that the paper has printed before, where nothing else was found."""
    if not names:
        return spans
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    added: list[TaggedSpan] = []
    at = 0
    while at < len(text):
        if not taken[at]:
            for length in range(min(_LONGEST_LEARNT, len(text) - at), 1, -1):
                kind = names.get(text[at : at + length])
                if kind is not None and not any(taken[at : at + length]):
                    added.append((at, at + length, kind))
                    at += length - 1
                    break
        at += 1
    return sorted(spans + added)


def _brands(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """Firms by their short name: 震智科技, when the article says it twice or names the firm in full."""
    segmenter = words.stock()
    known = {
        _BRAND_HEAD.sub("", text[s:e])[:2]
        for s, e, kind in spans
        if kind == "ORG" and _FIRM.search(text[s:e])
    }
    matches = [
        m
        for m in _TRADE.finditer(text)
        if not segmenter.knows(m[1])
        and not segmenter.knows(m[0])
        and m[1] not in _NO_BRAND
        and not set(m[1]) & _JOINTS
    ]
    often = Counter(m[0] for m in matches)
    borders = set(_borders(segmented))
    in_lists = {m.span() for m in matches if _listed_with_body(text, spans, m.start(), m.end())}
    for match in matches:
        twice = often[match[0]] >= 2 and _FIRMLY.search(match[0]) and match.start() in borders
        speaks = bool(_FIRM_SPEAKS.match(text, match.end())) and match.start() in borders
        if match[1] in known or twice or speaks or match.span() in in_lists:
            over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
            if not any(s[0] < match.start() or s[1] > match.end() for s in over):
                spans = _put(spans, (match.start(), match.end(), "ORG"))
    for match in _ABROAD.finditer(text):
        country = [s for s in spans if s[1] == match.start() and s[2] == "LOC"]
        over = [s for s in spans if s[0] < match.end() and s[1] > match.start()]
        if country and text[country[0][0] : country[0][1]] in ALL and not over:
            spans = _put(spans, (match.start(), match.end(), "ORG"))
    return spans


def _listed_with_body(text: str, spans: Sequence[TaggedSpan], start: int, end: int) -> bool:
    """Whether a body stands beside it in a list."""
    before, after = text[start - 1 : start] == "、", text[end : end + 1] == "、"
    return (before and any(s[1] == start - 1 and s[2] == "ORG" for s in spans)) or (
        after and any(s[0] == end + 1 and s[2] == "ORG" for s in spans)
    )


def _short_places(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """余新 where 余新镇 is spoken of."""
    segmenter = words.stock()
    own = {text[s:e] for s, e, kind in spans if kind == "LOC"}
    for name in sorted(own, key=len, reverse=True):
        match = _TOWN.fullmatch(name)
        if match is None:
            continue
        short = match[1]
        if short in _COMMON or (segmenter.knows(short) and short not in own):
            continue
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            taken = any(s[0] < end and s[1] > at for s in spans)
            if not taken and text[end : end + 1] not in "镇乡村区县市街路":
                spans = _put(spans, (at, end, "LOC"))
            at = text.find(short, end)
    return spans


def _companies(text: str, spans: list[TaggedSpan], segmented: Sequence[str]) -> list[TaggedSpan]:
    """甲乙(上海)丙有限公司 is one body."""
    borders = _borders(segmented)
    for match in _COMPANY.finditer(text):
        start = match.start()
        bracket = re.search(r"[(（]", match.group())
        assert bracket is not None
        inside = start + bracket.start()
        held = [s for s in spans if s[0] < inside and s[1] > start]
        if held and held[-1][2] == "ORG" and held[-1][1] >= inside - 1:
            start = held[-1][0]
        else:
            edges = [b for b in borders if start <= b < inside - 1]
            for edge in edges:
                if text[max(0, edge - 1) : edge] in (
                    "的",
                    "在",
                    "由",
                    "和",
                    "与",
                    "为",
                    "到",
                    "是",
                    "对",
                    "向",
                    "从",
                ):
                    start = edge
            if inside - start > 8:
                near = [b for b in edges if inside - b <= 6]
                start = near[0] if near else start
        spans = _put(spans, (start, match.end(), "ORG"))
    return spans


def _borders(segmented: Sequence[str]) -> list[int]:
    found = [0]
    for word in segmented:
        found.append(found[-1] + len(word))
    return found


def _credits(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """Who stands after 记者, 通讯员 or before 摄 is a person, whatever else the name may mean."""
    for match in (*_CREDIT_LINE.finditer(text), *_CREDIT_BRACKET.finditer(text)):
        first, last = match.span(1) if match.re.groups else match.span()
        stretch = text[first:last]
        masked = re.sub(_CREDIT_ROLE, lambda m: "\n" * len(m.group()), stretch)
        for name in _NAME_PART.finditer(masked):
            if _ROLE_WORDS.search(name.group()):
                continue
            start = first + name.start()
            end = start + len(name.group())
            held = [s for s in spans if s[0] < end and s[1] > start]
            if any(s[2] == "PER" and s[0] <= start and s[1] >= end for s in held):
                continue
            if any(s[0] < start or s[1] > end for s in held if s[2] != "PER"):
                continue
            spans = _put(spans, (start, end, "PER"))
    for match in _SHOT.finditer(text):
        start, end = match.span(1)
        held = [s for s in spans if s[0] < end and s[1] > start]
        if not _ROLE_WORDS.search(match[1]) and (not held or held[0][:2] != (start, end)):
            spans = _put(spans, (start, end, "PER"))
    return spans


def _lists(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A、B、C等企业: all of them are bodies; in A、B、C two people make the third one."""
    for match in _LIST.finditer(text):
        at = match.start(1)
        items = match[1].split("、")
        for number, item in enumerate(items):
            start, end = at, at + len(item)
            at = end + 1
            held = [s for s in spans if s[0] < end and s[1] > start]
            if any(s[0] < start or s[1] > end for s in held):
                continue
            if _NO_FIRM.search(item):
                continue
            if held and (number in (0, len(items) - 1) or held[-1][2] == "ORG"):
                if held[-1][1] == end and held[-1][2] == "LOC" and number:
                    spans = _put(spans, (start, end, "ORG"))
                continue
            if number == 0 and len(item) > 6:
                continue
            spans = _put(spans, (start, end, "ORG"))
    return _between_people(text, spans)


def _between_people(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    people = [s for s in spans if s[2] == "PER"]
    for one, other in pairwise(people):
        between = text[one[1] : other[0]]
        if not (4 <= len(between) <= 26 and between[0] == "、" and between[-1] == "、"):
            continue
        items = between[1:-1].split("、")
        if not all(re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", item) for item in items):
            continue
        at = one[1] + 1
        for item in items:
            if not any(s[0] < at + len(item) and s[1] > at for s in spans):
                spans = _put(spans, (at, at + len(item), "PER"))
            at += len(item) + 1
    return spans


def _of_one_kind(text: str, spans: list[TaggedSpan]) -> list[TaggedSpan]:
    """A name bears, in one article, the kind that it mostly bears there."""
    votes: dict[str, Counter[str]] = {}
    for start, end, kind in spans:
        votes.setdefault(text[start:end], Counter())[kind] += 1
    found: list[TaggedSpan] = []
    for start, end, kind in spans:
        counter = votes[text[start:end]]
        best, count = counter.most_common(1)[0]
        settled = end - start > 2 and count >= 2 * counter[kind]
        found.append((start, end, best if settled else kind))
    return found


def _everywhere(
    text: str, spans: list[TaggedSpan], known: Sequence[str], segmented: Sequence[str]
) -> list[TaggedSpan]:
    """A name found once is found at its other places, longest first, where words allow it."""
    kinds: dict[str, str] = {}
    count: Counter[str] = Counter()
    for start, end, kind in spans:
        kinds[text[start:end]] = kind
        count[text[start:end]] += 1
    for name in known:
        kinds.setdefault(name, "PER")
    taken = bytearray(len(text) + 1)
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    inner = set(_borders(segmented))
    segmenter = words.stock()
    added: list[TaggedSpan] = []
    for name in sorted(kinds, key=len, reverse=True):
        kind = kinds[name]
        if len(name) < 2 or name in _COMMON:
            continue
        plain = segmenter.knows(name) and kind != "LOC"
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            free = not any(taken[at:end])
            if not free and len(name) >= 4:
                # A part of the name was found alone: the whole takes its place.
                over = [s for s in spans if s[0] < end and s[1] > at]
                if (
                    all(s[0] >= at and s[1] <= end for s in over)
                    and len(over) >= 1
                    and kind != "LOC"
                ):
                    if not (over[0][0] == at and over[-1][1] == end):
                        spans = [s for s in spans if s not in over]
                        free = True
            aligned = at in inner and end in inner
            if free and (aligned or len(name) >= 6) and (not plain or count[name] >= 2):
                added.append((at, end, kind))
                taken[at:end] = b"\1" * len(name)
            at = text.find(name, end)
    return sorted({*spans, *added})
