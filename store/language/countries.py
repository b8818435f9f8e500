"""The countries and provinces of the world as Chinese papers write them: places, always."""

from __future__ import annotations

import re

COUNTRIES = frozenset(
    """
    中国 中华人民共和国 美国 俄罗斯 乌克兰 白俄罗斯 日本 韩国 朝鲜 蒙古国 越南 老挝 柬埔寨 泰国 缅甸 马来西亚 新加坡 印度尼西亚 印尼 菲律宾
    文莱 东帝汶 印度 巴基斯坦 孟加拉国 尼泊尔 不丹 斯里兰卡 马尔代夫 阿富汗 伊朗 伊拉克 叙利亚 黎巴嫩 约旦 以色列 巴勒斯坦 沙特阿拉伯 沙特 阿联酋
    卡塔尔 科威特 巴林 阿曼 也门 土耳其 塞浦路斯 格鲁吉亚 亚美尼亚 阿塞拜疆 哈萨克斯坦 乌兹别克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 英国 法国
    德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 奥地利 丹麦 挪威 瑞典 芬兰 冰岛 爱尔兰 波兰 捷克 斯洛伐克 匈牙利 罗马尼亚 保加利亚 塞尔维亚
    克罗地亚 斯洛文尼亚 波黑 黑山 希腊 阿尔巴尼亚 北马其顿 爱沙尼亚 拉脱维亚 立陶宛 摩尔多瓦 马耳他 摩纳哥 梵蒂冈 圣马力诺 列支敦士登 安道尔
    埃及 利比亚 突尼斯 阿尔及利亚 摩洛哥 苏丹 南苏丹 埃塞俄比亚 厄立特里亚 吉布提 索马里 肯尼亚 坦桑尼亚 乌干达 卢旺达 布隆迪 刚果（金） 刚果（布）
    刚果(金) 刚果(布) 加蓬 喀麦隆 乍得 中非共和国 赤道几内亚 圣多美和普林西比 尼日利亚 尼日尔 加纳 多哥 贝宁 科特迪瓦 布基纳法索 马里 塞内加尔 冈比亚 几内亚
    几内亚比绍 佛得角 塞拉利昂 利比里亚 毛里塔尼亚 安哥拉 赞比亚 津巴布韦 马拉维 莫桑比克 马达加斯加 毛里求斯 塞舌尔 科摩罗 纳米比亚 博茨瓦纳
    斯威士兰 莱索托 南非 加拿大 墨西哥 古巴 牙买加 海地 多米尼加 巴哈马 巴巴多斯 特立尼达和多巴哥 格林纳达 危地马拉 伯利兹 萨尔瓦多 洪都拉斯 尼加拉瓜
    哥斯达黎加 巴拿马 委内瑞拉 哥伦比亚 厄瓜多尔 秘鲁 玻利维亚 巴西 巴拉圭 乌拉圭 阿根廷 智利 圭亚那 苏里南 澳大利亚 新西兰 巴布亚新几内亚 斐济
    萨摩亚 所罗门群岛 瓦努阿图 汤加 基里巴斯 密克罗尼西亚 图瓦卢 瑙鲁 帕劳 库克群岛 纽埃
    """.split()
)
PROVINCES = frozenset(
    """
    河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆
    北京 天津 上海 重庆 香港 澳门
    """.split()
)
ALL = COUNTRIES | PROVINCES
#: Long names only: 约旦, 马里, 多哥 and the like may be parts of other words and are left to sense.
CERTAIN = re.compile("|".join(sorted((n for n in COUNTRIES if len(n) >= 3), key=len, reverse=True)))
"""Names of countries of three characters and more, longest first."""
