"""Names in running text: where one begins and ends, and what only looks like one."""

from __future__ import annotations

import pytest

from huiyao.convert.names import named
from huiyao.convert.people import people


def found(text: str) -> list[str]:
    return [one.name for row in named([text], frozenset()) for one in row]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市委书记龚正主持会议。", ["龚正"]),
        ("市委书记龚正明主持会议。", ["龚正明"]),
        ("市长李立强调，要抓落实。", ["李立"]),
        ("市长李立强指出，要抓落实。", ["李立强"]),
        ("副市长王为民、欧阳春，市政府秘书长马莉出席。", ["王为民", "欧阳春", "马莉"]),
        ("市领导龚 正、李 明等参加。", ["龚正", "李明"]),
        ("市领导马莉（女，回族）、买买提·吐尔逊（维吾尔族）出席。", ["马莉", "买买提·吐尔逊"]),
        ("（记者 张晓 通讯员 李想）", ["张晓", "李想"]),
        ("市政协委员、江州大学校长周正认为，要重视教育。", ["周正"]),
        ("陈大文、林小玉、何清等15位委员踊跃发言。", ["陈大文", "林小玉", "何清"]),
        ("向英、林小玉、何清等15位委员踊跃发言。", ["向英", "林小玉", "何清"]),
        ("市领导候珊新、万恒、赵红阳出席。", ["候珊新", "万恒", "赵红阳"]),
        ("万恒、候珊新、赵红阳等15位委员踊跃发言。", ["万恒", "候珊新", "赵红阳"]),
        ("市长江文强调，要抓好落实。", ["江文"]),
        ("校长龙卫举行会谈。", ["龙卫"]),
        ("由陈大文、林小玉、何清分别主持。", ["陈大文", "林小玉", "何清"]),
        ("出席会议的市领导有钱达、陆建华、何清。", ["钱达", "陆建华", "何清"]),
        ("本报记者 周立/文", ["周立"]),
        ("副校长邱倩国逐桌敬茶。", ["邱倩国"]),
        ("市民周建华点赞说，办得好。", ["周建华"]),
        ("市长刘从军主持会议，副市长孙其昌部署工作。", ["刘从军", "孙其昌"]),
        ("市长王旭日主持会议。", ["王旭日"]),
        ("市长林和平强调，要抓落实。", ["林和平"]),
        ("市领导陈大文、张月、何清出席。", ["陈大文", "张月", "何清"]),
        ("市长龚正和市领导何清出席。", ["龚正", "何清"]),
        ("市长龚正会见来宾。", ["龚正"]),
        ("市长龚正从严要求。", ["龚正"]),
        ("副市长于日前率队调研。", []),
        ("市工商联主席邢伟主持会议。", ["邢伟"]),
        ("全省要向雷锋同志学习。", ["雷锋"]),
        ("向英同志发言。", ["向英"]),
        ("约翰·史密斯先生说，很好。", []),
        ("副市长于会后强调，要抓落实。", []),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "主张为基层减负的同志越来越多。",
        "在紧张全球形势下保持定力。",
        "通报陈通过的文件。",
        "会议指出，方案已经成熟。",
        "各级代表安排好时间，书记项目要抓紧。",
        "全会强调，高度重视安全生产。",
        "以习近平新时代中国特色社会主义思想为指导。",
        "常委会主持召开会议。",
        "华侨代表高兴地参加活动。",
        "农业、水利、安全等部门参加。",
        "全市长江禁渔现场推进会召开。",
        "书记明确任务，市长热线日夜畅通。",
        "主任金融顾问制度全面推行。",
        "委员有关意见、建议已经办复。",
    ],
)
def test_what_looks_like_a_name_is_none(text: str) -> None:
    assert found(text) == []


def test_a_name_spoken_of_by_itself_is_not_lengthened() -> None:
    texts = ["市委书记周立为获奖者颁奖。", "周立指出，要重视科技。"]
    assert {one.name for row in named(texts, frozenset()) for one in row} == {"周立"}


def test_offices_are_as_stated_and_capacities_as_told() -> None:
    entries = people(
        [
            "检查组在市人大常委会副主任吴立带领下，深入柳林乡。",
            "本报讯（记者 张晓） 昨天，市委副书记、市长王建国主持会议并讲话，副市长李明作说明。",
            "市住房和城乡建设局局长赵小兰汇报了情况。市领导钱进、孙莉出席会议。",
            "学习习近平总书记重要讲话精神。",
        ],
        frozenset(),
    )
    assert (entries[0].name, entries[0].role) == ("吴立", "市人大常委会副主任")
    assert [(e.name, e.role, e.capacity) for e in entries[1:]] == [
        ("张晓", "记者", ("记者",)),
        ("王建国", "市委副书记、市长", ("主持", "讲话")),
        ("李明", "副市长", ("说明",)),
        ("赵小兰", "市住房和城乡建设局局长", ("汇报",)),
        ("钱进", "市领导", ("出席",)),
        ("孙莉", "市领导", ("出席",)),
        ("习近平", "总书记", ("提及",)),
    ]


def test_what_one_did_whose_name_was_not_read_is_told_of_nobody_else() -> None:
    text = "区党委书记陈向阳出席会议并讲话，区政府主席洛桑江村主持会议，副主席刘从军部署工作。"
    assert [(e.name, e.capacity) for e in people([text], frozenset())] == [
        ("陈向阳", ("出席", "讲话")),
        ("刘从军", ("部署",)),
    ]


def test_what_one_did_goes_on_beyond_another_s_work() -> None:
    text = "市长王建国出席会议，听取市发展改革委主任工作汇报，并讲话。"
    assert [(e.name, e.capacity) for e in people([text], frozenset())] == [
        ("王建国", ("出席", "讲话"))
    ]
