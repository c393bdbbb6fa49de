"""Openings of instruments in forms other than the usual one: numbers, joint issuers, decrees, lists, pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.structure.model import Instrument

Read = Callable[[str], list[Instrument]]
BODY = "各区人民政府：\n为做好工作，现就有关事项通知如下。\n一、目标\n到2025年完成。\n"

NUMBERS = [
    ("关于延续优惠政策的公告\n财政部公告2023年第8号\n", "财政部公告2023年第8号", "kind of document and year"),
    (
        "甲部 乙总局\n关于延续优惠政策的公告\n甲部 乙总局公告2020年第23号\n",
        "甲部乙总局公告2020年第23号",
        "joint announcement",
    ),
    (
        "甲区河长制工作委员会组成人员调整的通知\n甲河委〔2021〕2号\n",
        "甲河委〔2021〕2号",
        "title without 关于",
    ),
    ("甲区人民政府常务会议纪要\n〔2023〕第5号\n", "〔2023〕第5号", "minutes have no agency code"),
    (
        "甲县人民政府关于供水的通知（甲政发〔2017〕2号）\n",
        "甲政发〔2017〕2号",
        "number in brackets behind the title",
    ),
    (
        "甲县管委会文件\n甲管字〔2023〕18号　签发人：张三\n甲县管委会\n关于增加指标的请示\n",
        "甲管字〔2023〕18号",
        "signer",
    ),
    (
        "甲县管委会文件\n甲管字〔2023〕18号\n签发人：张三\n甲县管委会\n关于增加指标的请示\n",
        "甲管字〔2023〕18号",
        "signer below",
    ),
]


@pytest.mark.parametrize(
    ("opening", "number"), [case[:2] for case in NUMBERS], ids=[case[2] for case in NUMBERS]
)
def test_numbers_of_all_forms_are_read(instruments_of: Read, opening: str, number: str) -> None:
    (instrument,) = instruments_of(opening + BODY)
    assert instrument.header.number == number
    assert number not in instrument.header.title
    assert "文件" not in instrument.header.title


def test_joint_issuers_stand_on_several_lines(instruments_of: Read) -> None:
    before = "甲市人民政府关于供水的通知\n甲政发〔2023〕1号\n" + BODY
    text = (
        before
        + "财政部 水利部 税务总局\n丁戊委员会 己庚银行\n关于做好供水工作的通知\n甲发〔2023〕2号\n"
        + BODY
    )
    _, joint = instruments_of(text)
    assert joint.header.title == "财政部水利部税务总局丁戊委员会己庚银行关于做好供水工作的通知"
    assert joint.header.issuers == ("财政部", "水利部", "税务总局", "丁戊委员会", "己庚银行")


def test_a_title_without_an_issuer_opens_an_instrument_of_a_gazette(instruments_of: Read) -> None:
    text = f"甲市人民政府关于供水的通知\n甲政发〔2023〕1号\n{BODY}关于印发《甲市节水办法》的通知\n甲政规〔2023〕2号\n{BODY}"
    assert [i.header.number for i in instruments_of(text)] == ["甲政发〔2023〕1号", "甲政规〔2023〕2号"]


DECREES = [
    (
        "甲国家委员会\n甲国财政部\n乙银行\n令\n第6号\n",
        "甲国家委员会甲国财政部乙银行令第6号",
        3,
        "joint decree",
    ),
    ("甲国家委员会 甲国财政部令\n2023年第6号\n", "甲国家委员会甲国财政部令2023年第6号", 2, "year"),
    ("甲市人民政府令\n第三十五号\n", "甲市人民政府令第三十五号", 1, "Chinese numerals"),
    (
        "甲省人民代表大会常务委员会\n公　　告\n第三号\n",
        "甲省人民代表大会常务委员会公告第三号",
        1,
        "announcement",
    ),
]


@pytest.mark.parametrize(
    ("opening", "number", "issuers"), [case[:3] for case in DECREES], ids=[case[3] for case in DECREES]
)
def test_decrees_are_called_by_what_they_promulgate(
    instruments_of: Read, opening: str, number: str, issuers: int
) -> None:
    text = (
        f"{opening}《节水办法》已经第3次会议审议通过，现予公布，自2023年7月1日起施行。\n2023年6月7日\n节水办法\n"
        "第一条　为了节水，制定本办法。\n"
    )
    (decree,) = instruments_of(text)
    assert decree.header.title == "节水办法"
    assert decree.header.number == number
    assert len(decree.header.issuers) == issuers
    assert decree.header.date == "2023-06-07"


def test_entries_of_a_list_of_documents_open_nothing(instruments_of: Read) -> None:
    text = (
        "甲市人民政府关于废止部分文件的通知\n甲政发〔2020〕8号\n各区人民政府：\n下列文件废止。\n甲市人民政府\n2020年5月6日\n"
        "附件\n废止文件目录\n序号\n文件名称\n文号\n1\n甲市人民政府关于供水的通知\n甲政发〔2001〕5号\n"
        "2\n甲市人民政府关于印发节水办法\n的通知\n甲政发〔2002〕15号\n"
    )
    (instrument,) = instruments_of(text)
    assert instrument.header.number == "甲政发〔2020〕8号"


@pytest.mark.parametrize("mark", ["附件", "附件2", "附件1："])
def test_the_mark_of_an_annex_is_no_title(instruments_of: Read, mark: str) -> None:
    (instrument,) = instruments_of(f"{mark}\n甲市节水重点任务清单\n一、推广节水器具。（市水务局负责）\n")
    assert instrument.header.title == "甲市节水重点任务清单"


ADOPTED = [
    "（2023年6月29日甲市第十七届人民代表大会常务委员会第十二次会议通过）",
    "（2023年6月29日）",
    "——2023年6月29日在甲县第十八届人民代表大会第三次会议上",
]


@pytest.mark.parametrize("line", ADOPTED)
def test_the_line_below_the_title_dates_what_has_no_signature(instruments_of: Read, line: str) -> None:
    (instrument,) = instruments_of(
        f"甲县人民代表大会常务委员会关于节水的决定\n{line}\n根据法律，决定节水。\n"
    )
    assert instrument.header.date == "2023-06-29"
    assert instrument.header.title == "甲县人民代表大会常务委员会关于节水的决定"


def test_a_sentence_that_announces_what_follows_is_no_recipient(instruments_of: Read) -> None:
    (instrument,) = instruments_of(
        "甲市公安局关于限行的通告\n根据《甲市道路条例》，现就有关事项通告如下：\n一、限行。\n甲市公安局\n2022年9月15日\n"
    )
    assert instrument.header.recipients is None


def test_the_signature_names_the_place_that_the_title_leaves_out(instruments_of: Read) -> None:
    text = "市人民政府关于供水的决定\n各县人民政府：\n根据条例，决定供水。\n甲市人民政府\n2022年12月5日\n"
    (instrument,) = instruments_of(text)
    assert instrument.header.issuers == ("甲市人民政府",)


def test_joint_signatures_stand_on_several_lines(instruments_of: Read) -> None:
    text = (
        "教育部等五部门关于印发方案的通知\n教甲〔2022〕3号\n各省教育厅：\n现将方案印发给你们。\n"
        "教育部　中央网信办　科技部\n共青团中央　中国科协\n2022年7月25日\n"
    )
    (instrument,) = instruments_of(text)
    assert instrument.header.issuers == ("教育部", "中央网信办", "科技部", "共青团中央", "中国科协")


PAGE = """首页 > 政务公开 > 文件
甲县人民政府办公室关于供水的通知
索引号：0031/2019-00336　发文日期：2019年01月23日　主题词：
发布机构：	甲县人民政府办公室	文　　号：	甲政办〔2019〕4号
时间：2024-07-07 19:03:16 来源：甲县门户网 字号：【大 中 小】
各镇人民政府：
时间紧，任务重。现就供水工作通知如下。
{signature}
扫一扫在手机打开当前页
"""


def test_lines_of_the_page_around_a_document_are_no_text(instruments_of: Read) -> None:
    (instrument,) = instruments_of(PAGE.format(signature="甲县人民政府办公室\n2019年1月17日"))
    assert instrument.header.title == "甲县人民政府办公室关于供水的通知"
    assert instrument.header.number == "甲政办〔2019〕4号"  # from the metadata block
    assert instrument.header.date == "2019-01-17"  # the signature is nearer than the block
    assert "扫一扫" not in instrument.text
    assert "首页" not in instrument.text
    assert "时间紧，任务重。" in instrument.text


def test_the_metadata_block_dates_what_has_no_signature(instruments_of: Read) -> None:
    (instrument,) = instruments_of(PAGE.format(signature="（此件公开发布）"))
    assert instrument.header.date == "2019-01-23"
    assert instrument.header.issuers == ("甲县人民政府办公室",)


def test_what_looks_like_a_page_inside_a_document_stays(instruments_of: Read) -> None:
    text = f"甲县人民政府关于开会的通知\n甲政发〔2023〕1号\n{BODY}时间：2023年3月1日\n来源：县财政\n"
    (instrument,) = instruments_of(text)
    assert "来源：县财政" in instrument.text


ISSUERS = [
    ("甲省教育厅甲省财政厅", ["甲省教育厅", "甲省财政厅"], "the same place"),
    ("市教育局市公安局市市场监管局", ["市教育局", "市公安局", "市市场监管局"], "the same level"),
    ("教育部国家发展改革委财政部", ["教育部", "国家发展改革委", "财政部"], "bodies of the nation"),
    (
        "甲省教育厅国家税务总局甲省税务局中国人民银行甲市分行甲省财政厅",
        ["甲省教育厅", "国家税务总局甲省税务局", "中国人民银行甲市分行", "甲省财政厅"],
        "offices of national bodies in the place",
    ),
    ("中共甲市委组织部甲市财政局", ["中共甲市委组织部", "甲市财政局"], "a party body first"),
    ("甲省教育厅等五部门", ["甲省教育厅"], "the others are only counted"),
    ("区委区政府", ["区委区政府"], "one office of both"),
]


@pytest.mark.parametrize(
    ("printed", "issuers"), [row[:2] for row in ISSUERS], ids=[row[2] for row in ISSUERS]
)
def test_issuers_named_in_a_title_only_are_told_apart(
    instruments_of: Read, printed: str, issuers: list[str]
) -> None:
    (instrument,) = instruments_of(f"{printed}关于做好治理工作的通知\n甲教〔2024〕3号\n{BODY}")
    assert list(instrument.header.issuers) == issuers


@pytest.mark.parametrize("between", ["2024年3月5日\n", "", "甲市信息公开网\n2024年3月5日\n"])
def test_a_title_printed_again_below_number_and_date_opens_no_second_document(
    instruments_of: Read, between: str
) -> None:
    title = "甲市人民政府办公室关于做好供水工作的通知"
    (instrument,) = instruments_of(f"{title}\n甲政办发〔2024〕8号\n{between}{title}\n{BODY}")
    header = instrument.header
    assert (header.title, header.number, header.recipients) == (title, "甲政办发〔2024〕8号", "各区人民政府")
    assert header.date == ("2024-03-05" if between else None)


def test_joint_issuers_stand_two_on_a_line_above_the_rest_of_the_title(instruments_of: Read) -> None:
    names = "甲市教育局  甲市公安局\n甲市市场监督管理局  甲市消防救援大队\n"
    (instrument,) = instruments_of(
        f"{names}关于印发治理方案的通知\n甲教〔2022〕51号\n{BODY}{names}2022年7月22日\n"
    )
    assert instrument.header.title == "".join(names.split()) + "关于印发治理方案的通知"
    assert instrument.header.issuers == tuple(names.split())


def test_a_decree_among_the_contents_opens_nothing(instruments_of: Read) -> None:
    decree = "甲市人民政府令\n第52号\n《甲市物业管理办法》已经市人民政府常务会议通过，现予公布。\n市长：张三\n2020年12月28日\n"
    (instrument,) = instruments_of(
        f"甲市人民政府公报\n甲市人民政府令（第52号）\n{decree}甲市物业管理办法\n第一条 为了规范物业管理，制定本办法。\n"
    )
    assert (instrument.header.title, instrument.header.date) == ("甲市物业管理办法", "2020-12-28")
