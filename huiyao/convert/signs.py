"""The signs by which a chunk shows what it is, or what it holds beside running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from huiyao.convert.dates import NUMBERED, STAMPED
from huiyao.convert.genre import patterns, words
from huiyao.lexicon import either

PAGE_NUMBER = r"(?:第?\s*[A-Za-z]?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[版页]|头版)"
PAPER = r"[\u4e00-\u9fff]{2,4}(?:日报|晚报|晨报|时报|早报|网|社)"
BEAT = rf"(?:本报|见习|实习|特约|首席|驻站|驻京|融媒体?|全媒体?|{PAPER})*"
HAN = r"[\u3400-\u9fff]"

DAY = (
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[年./-]\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月./-]\s*"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
"""A day of a year, in digits or in characters."""


class Signs(NamedTuple):
    """Patterns of whole chunks, and of what stands at the head or the end of one."""

    jump: re.Pattern[str]
    onward: re.Pattern[str]
    """A jump line that says that the story came from another page."""
    page: re.Pattern[str]
    chrome: re.Pattern[str]
    byline: re.Pattern[str]
    dateline: re.Pattern[str]
    inline: re.Pattern[str]
    """A by-line in brackets, beside a dateline or at the end of a story."""
    signed: re.Pattern[str]
    """Nothing but names in brackets at the end."""
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    """A photographer's credit: a chunk of its own, or the end of a caption."""
    pull: re.Pattern[str]
    subtitle: re.Pattern[str]


@cache
def signs() -> Signs:
    """The patterns, with the words of the genre in them."""
    reporters = r"(?:记者|通讯员|特派员|评论员|实习生|撰稿|撰文|作者)"
    chrome = _spaced("chrome")
    labels = rf"(?:{chrome}|作者|编辑|记者)"
    name = rf"{HAN}(?:\s?{HAN}){{1,3}}"
    credit_name = rf"(?:{patterns().surname.pattern})\s?{HAN}{{1,2}}"
    return Signs(
        re.compile(
            rf"[（(【\[]?\s*[▶►→>＞》■●◆▲\s]*(?:(?:紧?[上下][接转]|转自?|接|续接)\s*(?:今日|本报)?{PAGE_NUMBER}"
            rf"|(?:全文|报道|详细报道|相关报道|更多报道|相关内容|相关稿件)?(?:详?[见刊]|刊登?[于在])\s*(?:今日|本报)?{PAGE_NUMBER})"
            rf"[^，。；）)】\]]{{0,8}}[）)】\]]?[▶►→>＞\s]*"
        ),
        re.compile(rf"[（(【\[]?\s*[▶►◀◄←\s]*紧?(?:上接|接|续接)\s*(?:今日|本报)?{PAGE_NUMBER}"),
        re.compile(
            rf"(?:[A-Z]?\d{{0,3}}\s*{HAN}{{2,8}}(?:日报|晚报|晨报|早报|时报|商报|都市报)\s*)?(?:\d{{4}}\s?年\s?{NUMBERED}\s*(?:/|·)?\s*(?:农历.{{2,10}})?\s*(?:星期|周|礼拜)[一二三四五六日天]?.{{0,24}}"
            rf"|\d{{4}}{STAMPED}(?:\s*(?:星期|周)[一二三四五六日天])?"
            rf"|{PAGE_NUMBER}?\s*[A-Za-z]?\d{{0,3}}\s*(?:[/|·]\s*)?(?:{_row('page')})(?:\s*[/|·]?\s*{PAGE_NUMBER})?"
            rf"|{PAGE_NUMBER}(?:\s*[/，,]?\s*共\s*\d{{1,3}}\s*页)?|[A-Z]\d{{1,2}}"
            rf"|[—–－·\-]{{0,2}}\s*\d{{1,3}}\s*[—–－·\-]{{0,2}}|\d{{1,3}}\s*[/／]\s*\d{{1,3}}"
            rf"|{HAN}{{2,8}}(?:日报|晚报|晨报|早报|时报|商报|都市报)(?:\s.{{0,24}})?|{HAN}{{2,4}}(?:发布|融媒|新闻网)"
            rf"|[■□●（(\[【]?\s*(?:本版|本期)?(?:{_row('editors')})\s*[:：/／\s].{{1,40}})"
        ),
        re.compile(
            rf"[【\[［（(]?(?:{chrome})(?:】|\]|］)?\s*"
            rf"(?:[:：>＞»›|｜/].*|[\s　].{{0,40}}|[（(]?\d*[)）]?)$"
            rf"|(?:{HAN}{{2,6}}[:：]?\s*)?(?:19|20)\d\d{STAMPED}\s*\d{{1,2}}[:：]\d\d.*$"
            rf"|(?:.{{0,30}}[\s|｜])?{labels}[:：].{{0,30}}?[\s|｜]{labels}[:：].*$"
            rf"|.{{0,16}}(?:[>＞»›]\s*.{{1,16}}){{2,}}$"
            rf"|.{{0,40}}(?:ICP备|公网安备|版权所有|All Rights Reserved|Copyright).{{0,60}}$"
            rf"|(?:[A-Za-z]{{3,10}}://|www\.)\S+$"
            rf"|(?:{_spaced('fields')})\s?[:：].*$|(?:{_row('appeals')}).{{0,30}}$"
            rf"|!?！?\[[^\]]*\]\(\S*\).{{0,30}}$|[-*_]{{3,}}$"
        ),
        re.compile(
            rf"[■□●◆▲◎○◇\s]*[（(]?\s*(?:文\s*[/／|｜:：]?\s*|图\s*[/／]?\s*文?\s*[/／]?\s*)?{BEAT}\s*{reporters}\s*[:：/／]?\s*"
            rf"(?:{name}(?:[\s、，/／]+|$|(?=[）)])))+"
            rf"(?:(?:{BEAT}\s*{reporters}|图\s*[/／])\s*[:：/／]?\s*(?:{name}(?:[\s、，/／]+|$|(?=[）)])))+)*(?:文|报道|采写|摄影报道|文/图)?\s*[）)]?"
        ),
        re.compile(
            rf"(?:本报(?:{HAN}{{1,6}}?)?(?:\s?\d{{1,2}}\s?月)?(?:\s?\d{{1,2}}\s?日)?(?:专?[讯电]|综合报道|消息)|(?:新华社|中新社|人民网|新华网|央视网|{HAN}{{2,6}}?(?:日报|晚报|晨报|早报|时报|融媒|新闻网?|新闻客户端|网|社))"
            rf"{HAN}{{0,8}}?(?:\s?\d{{4}}\s?年)?(?:\s?\d{{1,2}}\s?月)?(?:\s?\d{{1,2}}\s?日)?(?:专?[讯电]|消息)|据{HAN}{{2,10}}消息)"
            rf"(?=[\s（(：:，,]|$)[：:]?"
        ),
        re.compile(
            rf"[（(]\s*{BEAT}\s*{reporters}[^（）()。，]{{2,40}}[）)]|{BEAT}{reporters}\s*{name}(?:[\s、]+{name})*\s*报道[：:]"
        ),
        re.compile(rf"[（(]\s*{credit_name}(?:[\s、，]+{credit_name}){{0,3}}\s*[）)]$"),
        re.compile(
            r"(?:[（(]?(?:上|下|左|右|中|小|大)?图(?:为|①|②|③|一|二|：|:|片说明)|[▲▼△◀▶←→↑↓]|图说)|.{4,70}[（(](?:[左右中前后][一二三四]?(?:起|排)?|从左至右|从右至左|左起|右起|资料图片?|图\d|均?资料照片).{0,10}[）)]"
        ),
        re.compile(
            rf"(?:^|\s+|(?<=[。！？”）)]))[（(]?\s*(?:(?:本版|本文|除署名外)?(?:图片|照片)(?:均?由|均?为|除署名外均?为)?\s*)?(?:均|由)?\s*{BEAT}\s*(?:记者|通讯员|特约摄影|摄影|图)?\s*[:：/／]?\s*"
            rf"(?:{credit_name}(?:[\s、，]+{credit_name})*\s*[/／]?\s*(?:摄影报道|摄影?|供图|图)|(?<=[:：/／]){credit_name})[）)]?$"
            rf"|^[（(]?(?:摄影|图片|图)\s*[:：/／]\s*.{{2,20}}$"
        ),
        re.compile(r"[■◆▲●★□◇※►▶]"),
        re.compile(
            rf"(?:——|—|--)|.{{0,12}}〔\d{{4}}〕\s?第?\d+号$|[（(].*(?:通过|发布|公布|\d日|全文|摘要|讨论稿).*[）)]$"
            rf"|[（(]?\s*{DAY}\s*[）)]?$|(?:{HAN}|、){{0,16}}(?:{patterns().office.pattern})[\s\u3000]+{credit_name}$"
            r"|(?:发布|主持|主讲|报告|宣讲)人[:：]|(?:时间|地点|出席|列席|嘉宾)[:：]"
        ),
    )


def _row(key: str) -> str:
    listed: Iterable[str] = words(key)
    return either(listed)


def _spaced(key: str) -> str:
    """A list whose words may be set apart letter by letter."""
    return "|".join(r"\s?".join(word) for word in sorted(words(key), key=len, reverse=True))
