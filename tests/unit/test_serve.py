"""The development server, in a process of its own, asked over real sockets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

import msgspec
import pytest
from toy_site import COMMAND, ENVIRONMENT, Toy

PATIENCE = 30
SECRET = "MIMA"


class Reply(NamedTuple):
    """What the server answered; names and values of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: str


def send(port: int, request: str | bytes) -> Reply:
    """The reply to a request written out, exactly as it stands."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(request.encode() if isinstance(request, str) else request)
        raw = b"".join(iter(lambda: client.recv(65536), b""))
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in lines)
    return Reply(int(first.split()[1]), headers, body.decode())


def ask(port: int, path: str, method: str = "GET", host: str = "localhost", **extra: str) -> Reply:
    fields = {"Host": host, "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in extra.items()
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return send(port, f"{method} {path} HTTP/1.1\r\n{lines}\r\n")


@contextmanager
def stream(port: int, since: str = "", **extra: str) -> Iterator[Iterator[tuple[str, Any]]]:
    """The messages of the event stream, as they come."""
    fields = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in extra.items())
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        request = f"GET /_huiyao/events?since={since} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n"
        client.sendall(request.encode())
        with client.makefile("rb") as lines:
            yield messages(lines)


def messages(lines: IO[bytes]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith(b"event: "):
            name = line.removeprefix(b"event: ").decode().strip()
        elif line.startswith(b"data: "):
            yield name, msgspec.json.decode(line.removeprefix(b"data: "))


def build_of(page: str) -> str:
    return page.partition('data-build="')[2].partition('"')[0]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    """A server that is only read from, with things around it that are not to be had."""
    toy = Toy(tmp_path_factory.mktemp("served") / "project")
    toy.write("index.html", "<!doctype html><html><head></head><body>首页</body></html>")
    toy.write("404.html", "<!doctype html><title>404</title>没有这一页")
    toy.write("articles/x/index.html", "<p>文章</p>")
    toy.write("css/site.css", "p { color: red }")
    toy.write("js/site.js", "export {};")
    toy.write("feed.xml", "<feed/>")
    toy.write("data", "??")
    toy.write("名字.txt", "中文")
    toy.start()
    outside = toy.folder / "secret.txt"
    outside.write_text(SECRET)
    (toy.folder / "_site-beside").mkdir()
    (toy.folder / "_site-beside" / "secret.txt").write_text(SECRET)
    (toy.site / ".hidden").mkdir()
    (toy.site / ".hidden" / "secret.txt").write_text(SECRET)
    (toy.site / ".secret.txt").write_text(SECRET)
    (toy.site / "link.txt").symlink_to(outside)
    (toy.site / "linked").symlink_to(toy.folder)
    (toy.site / "loop").symlink_to(toy.site / "loop")
    os.mkfifo(toy.site / "pipe")
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
    ],
)
def test_a_file_comes_whole_with_its_type(served: Toy, path: str, kind: str, words: str) -> None:
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


def test_every_answer_carries_the_policy(served: Toy) -> None:
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


def test_a_folder_is_answered_with_its_slash(served: Toy) -> None:
    reply = ask(served.port, "/articles/x?q=1&r=%E5%90%8D")
    assert reply.status == 307
    assert reply.headers["location"] == "/articles/x/?q=1&r=%e5%90%8d"
    assert ask(served.port, "/articles").status == 404
    assert ask(served.port, "//articles/x").status == 404


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/", "/css/", "/feed.xml/", "/" + "x" * 5000])
def test_what_is_not_there_is_the_sites_own_404(served: Toy, path: str) -> None:
    reply = ask(served.port, path)
    assert reply.status == 404
    assert "没有这一页" in reply.body
    assert "/_huiyao/live.js" in reply.body


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/articles/../../secret.txt",
        "/articles/x/../../../secret.txt",
        "/./../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E/secret.txt",
        "/.%2e/secret.txt",
        "/%2e./secret.txt",
        "/..%2fsecret.txt",
        "/..%2Fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%2e%2e%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/..%252fsecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%c0%ae%c0%ae%c0%afsecret.txt",
        "/%uff0e%uff0e/secret.txt",
        "/%ef%bc%8e%ef%bc%8e/secret.txt",
        "/..%00/secret.txt",
        "/../secret.txt%00.html",
        "/..;/secret.txt",
        "/....//secret.txt",
        "//../secret.txt",
        "/%2f../secret.txt",
        "/..//secret.txt",
        "/../_site-beside/secret.txt",
        "/..%2f_site-beside/secret.txt",
        "../secret.txt",
        "secret.txt",
        "http://localhost/../secret.txt",
        "file:///{folder}/secret.txt",
        "/{folder}/secret.txt",
        "//{folder}/secret.txt",
        "/%2f{folder}/secret.txt",
        "/~/secret.txt",
        "/.hidden/secret.txt",
        "/%2ehidden/secret.txt",
        "/.secret.txt",
        "/articles/../.secret.txt",
        "/link.txt",
        "/linked/secret.txt",
        "/linked/_site/index.html",
        "/loop",
        "/pipe",
        "/_huiyao/",
        "/_huiyao/app.py",
        "/_huiyao/../serve.py",
        "/_huiyao/live.js/../app.py",
    ],
)
def test_no_spelling_leads_out_of_the_site(served: Toy, path: str) -> None:
    reply = ask(served.port, path.replace("{folder}", str(served.folder).strip("/")))
    assert reply.status in {400, 404}
    assert SECRET not in reply.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"])
@pytest.mark.parametrize("path", ["/", "/articles/x/", "/_huiyao/events", "/_huiyao/live.js"])
def test_only_get_and_head_are_answered(served: Toy, method: str, path: str) -> None:
    reply = ask(served.port, path, method)
    assert reply.status == 405
    assert set(reply.headers["allow"].split(", ")) == {"get", "head"}


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost:80", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:9"],
)
def test_it_answers_to_its_own_names(served: Toy, host: str) -> None:
    assert ask(served.port, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "evil.example#localhost",
        "localhost/",
        "localhost.",
        "192.168.0.1",
        "0.0.0.0",
        "[::2]",
        "::1",
        "127.1",
        "2130706433",
        "localhost:port",
        "localhost:",
        "",
        "本机",
    ],
)
def test_it_answers_to_no_other_name(served: Toy, host: str) -> None:
    for path in ("/", "/_huiyao/events", "/nowhere"):
        reply = ask(served.port, path, host=host)
        assert reply.status in {400, 421}
        assert "首页" not in reply.body


def test_a_request_names_one_host(served: Toy) -> None:
    assert send(served.port, "GET / HTTP/1.0\r\n\r\n").status == 421
    assert send(served.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status == 400
    twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert send(served.port, twice).status == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost:1"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_pages_of_other_origins_cannot_listen(served: Toy, fields: dict[str, str]) -> None:
    assert ask(served.port, "/_huiyao/events", **fields).status == 403


def test_pages_of_its_own_can_listen(served: Toy) -> None:
    for fields in ({}, {"Origin": "http://localhost", "Sec_Fetch_Site": "same-origin"}):
        with stream(served.port, **fields) as told:
            assert next(told)[0] == "problems"
    head = ask(served.port, "/_huiyao/events", "HEAD")
    assert (head.status, head.headers["content-type"]) == (200, "text/event-stream")


def test_the_pages_script_and_style_are_served_but_not_published(served: Toy) -> None:
    for name, kind in (("live.js", "text/javascript"), ("live.css", "text/css")):
        reply = ask(served.port, f"/_huiyao/{name}")
        assert (reply.status, reply.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert not list(served.site.rglob("live.*"))
    assert "_huiyao" not in (served.site / "index.html").read_text()


def test_slow_and_malformed_clients_hinder_nobody_and_leave_nothing(served: Toy) -> None:
    broken = [
        b"",
        b"GET",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x00" * 100,
        b"GET /_huiyao/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\nx",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"x" * 100_000,
    ]
    ask(served.port, "/")
    before = open_files(served)
    clients = [socket.create_connection(("127.0.0.1", served.port), PATIENCE) for _ in range(100)]
    for number, client in enumerate(clients):
        client.sendall(broken[number % len(broken)])
    assert ask(served.port, "/").status == 200
    for client in clients:
        client.close()
    wait_until(lambda: open_files(served) <= before)
    assert ask(served.port, "/").status == 200


def open_files(toy: Toy) -> int:
    assert toy.process is not None
    return len(list(Path(f"/proc/{toy.process.pid}/fd").iterdir()))


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_500_requests_while_the_site_is_replaced_are_all_whole(toy: Toy) -> None:
    toy.start()
    sizes = (10, 100_000, 1_000)
    page = toy.site / "page.html"
    temporary = toy.site / ".page.html"

    def replace(size: int) -> None:
        temporary.write_text(f"<p>{size} " + "会" * size + "</p>", encoding="utf-8")
        temporary.replace(page)

    replace(sizes[0])
    with ThreadPoolExecutor(50) as pool:
        replies = [pool.submit(ask, toy.port, "/page.html") for _ in range(500)]
        while not all(reply.done() for reply in replies):
            for size in sizes:
                replace(size)
    for reply in (reply.result() for reply in replies):
        size = int(reply.body.partition(">")[2].partition(" ")[0])
        assert reply.body.startswith(f"<p>{size} " + "会" * size + "</p><script")
        assert int(reply.headers["content-length"]) == len(reply.body.encode())


def test_pages_are_told_what_changed(toy: Toy) -> None:
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


def test_a_page_learns_what_it_missed(toy: Toy) -> None:
    toy.write("a.css", "旧")
    toy.start()
    first = build_of(ask(toy.port, "/").body)
    for text in ("一", "二"):
        toy.write("a.css", text)
        toy.said("changed 1")
    wait_until(lambda: build_of(ask(toy.port, "/").body) != first)
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


def test_problems_are_told_and_the_last_good_site_stays(toy: Toy) -> None:
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
        assert "首页" in ask(toy.port, "/").body
        with stream(toy.port) as late:
            assert next(late) == ("problems", message([problem]))
        toy.write("index.html", "改好")
        assert next(told) == ("reload", {"changed": ["/"]})
        assert next(told) == ("problems", message([]))
    assert "改好" in ask(toy.port, "/").body


def test_a_bug_is_shown_and_survived(toy: Toy) -> None:
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


def test_without_a_site_yet_problems_still_have_a_page(toy: Toy) -> None:
    toy.write("index.html", "BROKEN")
    toy.start()
    reply = ask(toy.port, "/")
    assert reply.status == 404
    assert "/_huiyao/live.js" in reply.body


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_streams_open_and_clients_waiting(
    toy: Toy, stop: signal.Signals
) -> None:
    toy.start()
    assert toy.process is not None
    with stream(toy.port) as one, stream(toy.port) as two:
        next(one), next(two)
        with socket.create_connection(("127.0.0.1", toy.port)) as idle:
            idle.sendall(b"GET / HTTP/1.1\r\n")
            toy.process.send_signal(stop)
            assert toy.process.wait(timeout=5) == 0
        assert list(one) == list(two) == []
    assert toy.lines.empty()


def test_a_signal_ends_it_in_the_middle_of_a_rebuild(toy: Toy) -> None:
    toy.start()
    toy.write("index.html", "SLOW")
    toy.said("slow")
    assert toy.process is not None
    toy.process.send_signal(signal.SIGINT)
    assert toy.process.wait(timeout=5) == 0


def test_requests_are_answered_while_it_rebuilds(toy: Toy) -> None:
    toy.start()
    toy.write("index.html", "SLOW")
    toy.said("slow")
    assert "首页" in ask(toy.port, "/").body


def run(toy: Toy, host: str, port: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, toy.folder, host, str(port)],
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=PATIENCE,
        check=False,
    )


def test_a_taken_port_is_one_line(toy: Toy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(toy, "127.0.0.1", port)
    assert done.returncode == 2
    assert (done.stdout, done.stderr) == (f"port {port} is taken: use --port\n", "")
    assert not toy.site.exists()


def test_a_host_that_is_not_ours_is_one_line(toy: Toy) -> None:
    done = run(toy, "192.0.2.1", 0)
    assert done.returncode == 2
    assert done.stdout.startswith("cannot listen on 192.0.2.1:0: ")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_listening_to_everyone_is_warned_of(toy: Toy) -> None:
    toy.start(host="0.0.0.0")
    assert toy.url.startswith("http://localhost:")
    assert ask(toy.port, "/", host="192.168.0.7:8000").status == 200
    assert ask(toy.port, "/", host="evil.example").status == 421


def test_the_browser_is_opened_once_the_site_is_built(toy: Toy) -> None:
    opened = toy.folder / "opened"
    browser = toy.folder / "browser"
    browser.write_text(
        f'#!/bin/sh\n(ls "{toy.site}"; echo "$1") > "{opened}.part"\n'
        f'mv "{opened}.part" "{opened}"\n'
    )
    browser.chmod(0o755)
    toy.start("--open", env={"BROWSER": str(browser)})
    wait_until(opened.exists)
    assert opened.read_text() == f"index.html\n{toy.url}\n"
