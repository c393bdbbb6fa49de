"""Who can have a duty, by what kind of text tells it: plans, divisions of work, rules.

Plans address governments and classes of bodies in general; rules (办法, 条例) charge them; a division of work (职责分工)
gives each town its share.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.passes.names.agents import LAST_CHARACTERS
from kg.passes.names.kinds import is_concrete_body, is_function, is_name_in_prose
from kg.passes.names.manner import ENDS, VAGUE_TAIL

_OBLIGATION = (
    "(?:要(?!求|素|点|件|闻)|统筹(?!城乡|区域)|承担(?!的|单位|部门|机构)|担负|履行|应当|应(?!急|用|对|该|届|.尽)|须|不?定期|适时|及时|于(?=每)|每年|每天|每日|每月|每季度|每半年|每周"
    "|研究|汇总|将|保障(?!局|中心|部|组|厅|科|房|性|措)|对(?!外(?:保留|加挂|使用|称))|协助|依法(?![治行合有应])|在(?:各自|其)?的?(?:法定)?职[责权]范围内|在[^，。；]{1,24}(?:指导|领导)下|在(?=[^，。；]{2,24}(?:后|时|期间))|次年|联合(?=制作|制定|发布|印发|开展|组织|建立|出台|查处|执法)|配备|组织(?!部|领导|开展培训机构)|加强|制定|建立|做好|开展|指导(?!委|中心|服)|协调(?!组|中心|服|委|机)|向|依据|根据|按照"
    "|统一(?=领导|发布|组织|指挥|调度|管理|受理|协调)|第一时间|(?:立即|迅速)(?=派|启动|赶赴|赴|报告|上报|采取|调|转移|通报|核实|到达|响应)|依托|严格|严厉|加大|强化|把(?!关)|实时|按[月季周年](?=[^，。；]{3})|按(?=[^，。；照]{0,14}(?:要求|规定|程序|进度|标准|计划|办法|规范)[^，。；的]{2})|共同(?=做好|推进|开展|组织|研究)|发挥(?=[^，。；]{2,16}作用)|确保|保证|督促|(?:引导|鼓励|支持)(?=(?!资金|力度|政策|项目)[^，。；的组员办处科]{4})|推进(?!办|组|委|中心|专班|小组)|推动|抓好|落实|完善|优化|提供|受理|审核|查处|监测(?!站|中心|组|总站)|监控|发布(?=[^，。；]{0,12}(?:预警|信息|公告|通告|指数|清单))|全力|实施(?=[^，。；]{2})"
    "|(?:扎实|深入|高效|稳步|大力|有序|认真|切实|积极|主动|加快|持续)(?=推进|推动|落实|开展|做好|抓好|加强|组织|实施|完善|履行|整治|提升|培育|配合)|为(?=[^，。；]{2,20}(?:提供|配备|办理|开展)))"
)
EACH = re.compile("各[县市区镇乡旗州盟省街]")
_MEMBERS_OF = re.compile(
    "[省市县区州盟旗][^，。；、]{1,16}(?:委|会|部|组|办)各?成员单位$"
)  # of one body: 县妇儿工委成员单位
_DEPARTMENT = re.compile("(?:行政)?(?:主管)?(?:部门|(?<=主管)机构|(?<=主管)机关)$")
_REPORTS = re.compile(
    "(?:要|应当?|须)?[于在]?(?:每个?(?:半年|季度|季|月|年|周)|不?定期)[^。；]{0,40}?"
    "(?:向[^，。；]{2,24}(?:报送|报告|提交|上报|反馈|汇报)|(?:报送?|上报|反馈)(?:至|给|到)?(?=[省市县区州旗乡镇]))"
)
_UTILITY = re.compile("(?:供电|供水|供气|供热|燃气|电力|通信|电信)(?:单位|企业)")
# what rules speak of besides single bodies: 镇人民政府应当…, 消防救援机构应当…; but not 建设单位应当…
_PUBLIC = (
    "政府", "部门", "机关", "街道", "办事处", "委员会", "管委会", "管理机构", "的机构", "主管机构", "救援机构", "监督机构",
    "执法机构", "成员单位",
)  # fmt: skip
# 本市其他相关行政管理部门: whoever is left
_THE_OTHERS = re.compile("(?:本[省市县区州盟旗])?其[他它](?=有关|相关|行政|管理|部门|政府)")


class Answers(NamedTuple):
    """Who can have a duty that a sentence tells with one of these verbs."""

    whom: Callable[[str], bool]
    verbs: re.Pattern[str]
    may_state: re.Pattern[str]
    """Finds a verb right behind what names or their tails end with: a text without one states no duty."""

    def among(self, names: list[str]) -> list[str]:
        """Give those of the subjects of a verb who have the duty; beside departments utilities, too (公安部门及供电单位).

        What a list of departments names besides (交通运输、驿运、水利等部门) is one of them.
        """
        charged = [name for name in names if self.whom(name)]
        return [n for n in names if n in charged or _UTILITY.fullmatch(n) or _is_field(n)] if charged else []


_NO_FIELDS = ("部门", "单位", "机构", "企业", "公司")
_HANDS_IN = re.compile("向[^，。；]{2,24}(?:报送|提交|上报)")


def _is_field(name: str) -> bool:
    """Tell a name that is known for none: what was read with it says that it is a department's field."""
    return not (is_name_in_prose(name) or is_function(name) or name.endswith(_NO_FIELDS))


def _is_answerable(name: str) -> bool:
    """A government as a whole (区政府要加强…) is addressed in general; one of its bodies has a duty.

    A function (公安、交通运输等部门) stands for its department.
    """
    function = is_function(name) or is_function(_DEPARTMENT.sub("", name))
    if is_members_of(name):
        return True
    return (is_concrete_body(name) or function) and not name.endswith(("政府", "党委"))


def reports(text: str, verb: int, end: int) -> bool:
    """Tell whether the text from ``verb`` asks for a report again and again: 每月5日前向区专班办公室报送进展情况.

    Each of a class that owes one has a duty, though classes are addressed in general elsewhere.
    """
    return _REPORTS.match(text, verb, end) is not None


def hands_in(text: str, verb: int, end: int) -> bool:
    """Tell whether the text from ``verb`` says to whom something is handed in: 向县统计局报送年度监测数据."""
    return _HANDS_IN.match(text, verb, end) is not None


def is_members_of(name: str) -> bool:
    """Tell whether a name denotes the members of one body: 县妇儿工委成员单位."""
    return _MEMBERS_OF.match(name) is not None


def _may_be_told(name: str) -> bool:
    """Tell whether rules (办法, 条例) give a duty to what a name denotes: any public body, governments and classes too."""
    return _is_answerable(name) or (name.endswith(_PUBLIC) and _THE_OTHERS.match(name) is None)


def _has_a_share(name: str) -> bool:
    """Tell whether a division of work (职责分工) gives a duty to what a name denotes: each town has one, too."""
    return _is_answerable(name) or EACH.match(name) is not None


def _any_of(characters: Iterable[str]) -> str:
    return "[" + "".join(map(re.escape, sorted(characters))) + "]"


# a look at the one character in front rules out most places at which a verb could begin
_BEHIND_NAMES = (
    f"(?:(?<={_any_of(LAST_CHARACTERS | set('责即工'))})|{'|'.join(f'(?<={tail})' for tail in VAGUE_TAIL)})"
)
_BEHIND_MANNER = f"(?<={_any_of(LAST_CHARACTERS | ENDS)})"


def _verbs(words: str) -> re.Pattern[str]:
    return re.compile(f"{_BEHIND_MANNER}(?:{words})")


def _answers(whom: Callable[[str], bool], words: str) -> Answers:
    return Answers(whom, _verbs(words), re.compile(f"{_BEHIND_NAMES}(?:{words})"))


_OF_RULES = f"{_OBLIGATION}|配合|[在于](?=[^，。；]{{2,40}}[日月年]内[，,]?[将把向])"  # 甲局在批准后30日内将…
_DIVISION = f"{_OBLIGATION}|负起|负(?=[^，。；责]{{0,8}}责任|总责)|配合|安排|优先|审核|核实"
IN_GENERAL = _answers(_is_answerable, _OBLIGATION)
DIVIDED = _answers(_has_a_share, _DIVISION)
SHARE = _verbs(_DIVISION.replace("|配合", "").replace("|协助", ""))  # who helps a leader has a role
BY_RULES_DIVIDED = _answers(lambda name: _may_be_told(name) or _has_a_share(name), _DIVISION)
BY_RULES = _answers(_may_be_told, _OF_RULES)
