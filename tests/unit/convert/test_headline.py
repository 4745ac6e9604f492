"""That of the lines of a headline the title is told, and where it cannot be told, that it is."""

import pytest

from huiyao.convert.headline import Head, head
from huiyao.convert.label import Labelled
from huiyao.convert.strand import line
from huiyao.convert.wrap import Chunk


def read(*lines: str) -> Head:
    return head([Labelled(Chunk(line(text, 0), 1, 0), "headline") for text in lines])


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("陶然在全市消防工作会议上强调", "把隐患消除在萌芽状态"), 1),
        (("陶然调研夜间经济时", "让城市夜色更有温度"), 1),
        (("市委常委会举行会议", "以过硬作风抓落实", "陶然主持"), 1),
        (("全市教育大会召开", "陶然讲话 苏禾主持"), 0),
        (("苏禾主持召开市政府常务会议", "审议供水条例草案"), 0),
        (("让老街焕发新活力", "全市历史街区保护会议举行 陶然出席"), 0),
        (("一座小站的三十年", "江州市老旧车站改造综述"), 0),
        (("深入贯彻全会精神", "市委宣讲团走进企业宣讲"), 1),
        (("两会观察", "代表热议养老服务会商机制"), 1),
        (("旧厂房里的新生意", "江州工业遗产这样用"), 1),
        (("干在实处 走在前列", "——市委全会侧记"), 0),
        (("江州市委第五次全体会议决议（2024年1月5日通过）",), 0),
        (("在全市教育工作会议上的讲话", "（二〇二四年九月九日）", "市长 苏禾"), 0),
        (("全市教育大会召开", "二○二四年九月十日"), 0),
        (("在全市教育工作会议上的讲话", "市委副书记、市长 苏禾"), 0),
        (("江州市稳增长新闻发布会实录", "发布人：市发改委主任苏禾"), 0),
    ],
)
def test_the_title_is_told(lines: tuple[str, ...], title: int) -> None:
    found = read(*lines)
    assert found.title.text.startswith(lines[title][:8])
    assert (found.kicker.text == "") == (title == 0)


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        (("陶然在全市消防工作会议上强调", "把隐患消除在萌芽状态"), True),
        (("干在实处 走在前列", "陶然在江州港调研"), False),
        (("抓好秋粮生产",), True),
    ],
)
def test_what_cannot_be_told_is_told_to_be_so(lines: tuple[str, ...], *, sure: bool) -> None:
    assert read(*lines).sure is sure


def test_lines_of_one_field_keep_a_space_between_them() -> None:
    found = read("市委全会举行", "干在实处", "陶然讲话", "苏禾主持")
    assert found.subtitle.text == "陶然讲话 苏禾主持"
