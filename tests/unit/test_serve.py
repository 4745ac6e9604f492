"""The development server, in a process of its own, asked over real sockets."""

from __future__ import annotations

import errno
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from asking import ask, build_of, stream
from servers import ENVIRONMENT, PATIENCE, Server, until


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is only read from."""
    toy = Server(tmp_path_factory.mktemp("served") / "project")
    toy.write("index.html", "<!doctype html><html><head></head><body>首页</body></html>")
    toy.write("404.html", "<!doctype html><title>404</title>没有这一页")
    toy.write("articles/x/index.html", "<p>文章</p>")
    toy.write("css/site.css", "p { color: red }")
    toy.write("js/site.js", "export {};")
    toy.write("feed.xml", "<feed/>")
    toy.write("data", "??")
    toy.write("engine.wasm", "\0asm")
    toy.write("名字.txt", "中文")
    toy.start()
    yield toy
    toy.kill()


@pytest.mark.parametrize(
    ("path", "kind", "words"),
    [
        ("/", "text/html; charset=utf-8", "首页"),
        ("/index.html", "text/html; charset=utf-8", "首页"),
        ("/?q=1", "text/html; charset=utf-8", "首页"),
        ("/articles/x/", "text/html; charset=utf-8", "文章"),
        ("/css/site.css", "text/css; charset=utf-8", "p { color: red }"),
        ("/js/site.js?v=1", "text/javascript; charset=utf-8", "export {};"),
        ("/feed.xml", "application/xml; charset=utf-8", "<feed/>"),
        ("/%E5%90%8D%E5%AD%97.txt", "text/plain; charset=utf-8", "中文"),
        ("/data", "application/octet-stream", "??"),
        ("/engine.wasm", "application/wasm", "\0asm"),
    ],
)
def test_a_file_comes_whole_with_its_type(served: Server, path: str, kind: str, words: str) -> None:
    reply = ask(served.port, path)
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    assert words in reply.body
    assert ("/_huiyao/live.js" in reply.body) == (kind == "text/html; charset=utf-8")
    assert int(reply.headers["content-length"]) == len(reply.body.encode())
    assert reply.headers["cache-control"] == "no-cache"

    head = ask(served.port, path, "HEAD")
    assert (head.status, head.body) == (200, "")
    assert head.headers["content-length"] == reply.headers["content-length"]

    for known in (reply.headers["etag"], f'"other", W/{reply.headers["etag"]}'):
        again = ask(served.port, path, If_None_Match=known)
        assert (again.status, again.body) == (304, "")
        assert again.headers["etag"] == reply.headers["etag"]


def test_every_answer_carries_the_policy(served: Server) -> None:
    for reply in (
        ask(served.port, "/"),
        ask(served.port, "/nowhere"),
        ask(served.port, "/_huiyao/live.js"),
        ask(served.port, "/", "POST"),
        ask(served.port, "/", host="evil.example"),
    ):
        assert reply.headers["content-security-policy"].startswith("default-src 'none'; script-src")
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_folder_is_answered_with_its_slash(served: Server) -> None:
    reply = ask(served.port, "/articles/x?q=1&r=%E5%90%8D")
    assert reply.status == 307
    assert reply.headers["location"] == "/articles/x/?q=1&r=%e5%90%8d"
    assert ask(served.port, "/articles").status == 404
    assert ask(served.port, "//articles/x").status == 404


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/", "/css/", "/feed.xml/", "/" + "x" * 5000])
def test_what_is_not_there_is_the_sites_own_404(served: Server, path: str) -> None:
    reply = ask(served.port, path)
    assert reply.status == 404
    assert "没有这一页" in reply.body
    assert "/_huiyao/live.js" in reply.body


def test_the_pages_script_and_style_are_served_but_not_published(served: Server) -> None:
    for name, kind in (("live.js", "text/javascript"), ("live.css", "text/css")):
        reply = ask(served.port, f"/_huiyao/{name}")
        assert (reply.status, reply.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert not list(served.site.rglob("live.*"))
    assert "_huiyao" not in (served.site / "index.html").read_text()


def test_pages_are_told_what_changed(toy: Server) -> None:
    toy.write("articles/x/index.html", "旧")
    toy.write("名.css", "旧")
    toy.start()
    build = build_of(ask(toy.port, "/").body)
    with stream(toy.port, build) as told:
        assert next(told) == ("problems", message([]))
        toy.write("articles/x/index.html", "新")
        assert next(told) == ("reload", {"changed": ["/articles/x/"]})
        toy.write("名.css", "新")
        assert next(told) == ("reload", {"changed": ["/%E5%90%8D.css"]})
    assert toy.said("changed 1")


def message(problems: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": f"{len(problems)} 处要改",
        "note": "仍是上一次的网站。",
        "close": "关闭",
        "problems": problems,
    }


def test_a_page_learns_what_it_missed(toy: Server) -> None:
    toy.write("a.css", "旧")
    toy.start()
    first = build_of(ask(toy.port, "/").body)
    for text in ("一", "二"):
        toy.write("a.css", text)
        toy.said("changed 1")
    until(lambda: build_of(ask(toy.port, "/").body) != first)
    latest = build_of(ask(toy.port, "/").body)

    missed = ("reload", {"changed": ["/a.css"]})
    with stream(toy.port, first) as told:
        assert next(told) == missed
    with stream(toy.port, latest, Last_Event_ID=first) as told:
        assert next(told) == missed
    with stream(toy.port, latest) as told:
        assert next(told)[0] == "problems"
    for foreign in ("0123abcd.1", "x", "1", f"{latest}0000000000"):
        with stream(toy.port, foreign) as told:
            assert next(told) == ("reload", {"changed": None})


def test_problems_are_told_and_the_last_good_site_stays(toy: Server) -> None:
    toy.start()
    with stream(toy.port) as told:
        assert next(told) == ("problems", message([]))
        toy.write("index.html", "好\n坏 BROKEN")
        problem = {
            "where": {"path": "index.html", "line": 2, "column": 3},
            "what": "写着 BROKEN",
            "hint": "改成别的 <b>",
        }
        assert next(told) == ("problems", message([problem]))
        assert toy.said("BROKEN") == "index.html:2:3: 写着 BROKEN — 改成别的 <b>"
        assert toy.said("") == "problems 1"
        assert "首页" in ask(toy.port, "/").body
        with stream(toy.port) as late:
            assert next(late) == ("problems", message([problem]))
        toy.write("index.html", "改好")
        assert next(told) == ("reload", {"changed": ["/"]})
        assert next(told) == ("problems", message([]))
    assert "改好" in ask(toy.port, "/").body


def test_the_terminal_says_that_all_is_mended_where_no_page_changes(toy: Server) -> None:
    before = (toy.content / "index.html").read_text("utf-8")
    toy.start()
    with stream(toy.port) as told:
        next(told)
        for fault in ("BROKEN", "CRASH"):
            toy.write("index.html", fault)
            assert len(next(told)[1]["problems"]) == 1
            toy.write("index.html", before)
            assert next(told) == ("problems", message([]))
            assert toy.said("mended")
    assert not toy.lines.qsize()


def test_warnings_are_told_on_the_terminal_alone_and_once(toy: Server) -> None:
    toy.start()
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", "疑 DOUBT")
        assert next(told) == ("reload", {"changed": ["/"]})
        assert toy.said("DOUBT") == "index.html:1:3: 写着 DOUBT — 改成别的 <b>"
        assert toy.said("") == "changed 1"
        toy.write("index.html", "疑 DOUBT 又改")
        assert next(told) == ("reload", {"changed": ["/"]})
    assert [toy.said("") for _ in range(2)] == ["rebuilt", "changed 1"]


def test_a_bug_is_shown_and_survived(toy: Server) -> None:
    toy.start()
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", "CRASH")
        name, data = next(told)
        assert name == "problems"
        assert data["problems"][0]["what"] == "RuntimeError: a bug"
        assert data["problems"][0]["hint"] == "程序出错"
        assert data["problems"][0]["where"]["path"].endswith("toy_server.py")
        toy.said("Traceback (most recent call last):")
        toy.write("index.html", "改好")
        assert next(told)[0] == "reload"


def test_the_open_page_is_told_before_the_others_are_made(toy: Server) -> None:
    toy.write("articles/x/index.html", "旧")
    toy.start()
    with stream(toy.port, page="/articles/x/") as told, stream(toy.port) as nameless:
        next(told), next(nameless)
        (toy.content / "articles" / "other.html").write_text("SLOW")
        toy.write("articles/x/index.html", "新")
        assert next(told) == next(nameless) == ("reload", {"changed": ["/articles/x/"]})
    assert "新" in ask(toy.port, "/articles/x/").body
    assert not (toy.site / "articles" / "other.html").exists()


def test_a_page_that_was_closed_is_no_longer_first(toy: Server) -> None:
    toy.write("%20 名.html", "旧")
    toy.start()
    with stream(toy.port, page="/%2520%20%E5%90%8D.html") as told:
        next(told)
        toy.write("%20 名.html", "一")
        assert next(told)[0] == "reload"
    ask(toy.port, "/")
    toy.write("other.html", "SLOW")
    toy.write("%20 名.html", "二")
    toy.said("slow")
    assert (toy.site / "%20 名.html").read_text() == "一"


def test_what_can_wait_hinders_no_rebuild(toy: Server) -> None:
    toy.start()
    toy.write("other.html", "LATER-SLOW")
    toy.said("slow")
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", "改")
        assert next(told) == ("reload", {"changed": ["/"]})


def test_what_came_of_what_can_wait_is_told_too(toy: Server) -> None:
    toy.start()
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", "LATER-1")
        changed: set[str] = set()
        while "/later.json" not in changed:  # both at once where the work was quick
            name, data = next(told)
            assert name == "reload"
            changed.update(data["changed"])
        assert changed == {"/", "/later.json"}


@pytest.mark.parametrize("word", ["FULL", "LATER-FULL"])
def test_what_hinders_it_is_told_in_one_line_and_survived(toy: Server, word: str) -> None:
    toy.start()
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", word)
        fault = next(data for name, data in told if name == "problems")["problems"][0]
        assert fault["what"] == os.strerror(errno.ENOSPC)
        assert fault["where"]["path"] == "_site/index.html"
        line = toy.said("_site/index.html")
        assert re.fullmatch(rf"\d\d:\d\d:\d\d _site/index\.html: {fault['what']} — .+", line)
        toy.write("index.html", "改好")
        assert next(told)[0] == "reload"


def test_a_bug_in_what_can_wait_is_shown_and_survived(toy: Server) -> None:
    toy.start()
    with stream(toy.port) as told:
        next(told)
        toy.write("index.html", "LATER-CRASH")
        assert next(told)[0] == "reload"
        name, data = next(told)
        assert (name, data["problems"][0]["what"]) == ("problems", "RuntimeError: a bug")
        toy.write("index.html", "LATER-1")
        assert next(told)[0] == "reload"
    assert toy.said("later 1")


def test_without_a_site_yet_problems_still_have_a_page(toy: Server) -> None:
    toy.write("index.html", "BROKEN")
    toy.start()
    reply = ask(toy.port, "/")
    assert reply.status == 404
    assert "/_huiyao/live.js" in reply.body


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_streams_open_and_clients_waiting(
    toy: Server, stop: signal.Signals
) -> None:
    toy.start()
    with stream(toy.port) as one, stream(toy.port) as two:
        next(one), next(two)
        with socket.create_connection(("127.0.0.1", toy.port)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\n")
            toy.process.send_signal(stop)
            assert toy.process.wait(timeout=5) == 0
        assert list(one) == list(two) == []
    assert toy.lines.empty()


def test_a_signal_ends_it_in_the_middle_of_a_rebuild(toy: Server) -> None:
    toy.start()
    toy.write("index.html", "SLOW")
    toy.said("slow")
    toy.process.send_signal(signal.SIGINT)
    assert toy.process.wait(timeout=5) == 0


def test_requests_are_answered_while_it_rebuilds(toy: Server) -> None:
    toy.start()
    toy.write("index.html", "SLOW")
    toy.said("slow")
    assert "首页" in ask(toy.port, "/").body


def run(toy: Server, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        toy.command(*options),
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=PATIENCE,
        check=False,
    )


def test_a_taken_port_is_one_line(toy: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(toy, "--port", str(port))
    assert done.returncode == 2
    assert (done.stdout, done.stderr) == (f"port {port} is taken: use --port\n", "")
    assert not toy.site.exists()


@pytest.mark.parametrize(
    ("host", "port"),
    [("192.0.2.1", "0"), ("nowhere.invalid", "0"), ("x" * 70, "0"), ("127.0.0.1", "70000")],
)
def test_an_address_that_is_not_ours_is_one_line(toy: Server, host: str, port: str) -> None:
    done = run(toy, "--host", host, "--port", port)
    assert done.returncode == 2
    assert done.stdout.startswith(f"cannot listen on {host}:{port}: ")
    assert not done.stdout.strip().endswith(":")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_listening_to_everyone_is_warned_of(toy: Server) -> None:
    toy.start("--host", "0.0.0.0")
    assert toy.url.startswith("http://localhost:")
    assert ask(toy.port, "/", host="192.168.0.7:8000").status == 200
    assert ask(toy.port, "/", host="evil.example").status == 421


def test_the_browser_is_opened_once_the_site_is_built(toy: Server) -> None:
    opened = toy.folder / "opened"
    browser = toy.folder / "browser"
    browser.write_text(
        f'#!/bin/sh\n(ls "{toy.site}"; echo "$1") > "{opened}.part"\n'
        f'mv "{opened}.part" "{opened}"\n'
    )
    browser.chmod(0o755)
    toy.start("--open", env={"BROWSER": str(browser)})
    until(opened.exists)
    assert opened.read_text() == f"index.html\n{toy.url}\n"
