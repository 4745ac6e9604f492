"""Promise 6, who may ask for what: the development server serves only you and only the site."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import ask, send, stream
from servers import PATIENCE, REAL, Server

SECRET = "MIMA"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that is only read from, with things around it that are not to be had."""
    toy = Server(tmp_path_factory.mktemp("served") / "project")
    toy.write("index.html", "<!doctype html><html><head></head><body>首页</body></html>")
    toy.write("articles/x/index.html", "<p>文章</p>")
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
        "/index.html%00.txt",
        "/index.html/",
        "/articles/x/index.html/",
        "/articles//x/",
        "/articles/x/.",
        "/articles/x%0d%0aSet-Cookie:%20a=b",
        "/secret.txt::$DATA",
        "/%ff",
        "/%zz",
        "//evil.example/..",
        "http://evil.example/",
        "*",
        f"/{'a' * 5_000}",
        f"/{'a/' * 30_000}",
    ],
    ids=lambda path: path[:40],
)
def test_no_spelling_leads_out_of_the_site(served: Server, path: str) -> None:
    reply = ask(served.port, path.replace("{folder}", str(served.folder).strip("/")))
    assert reply.status in {400, 404}
    assert SECRET not in reply.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get"])
@pytest.mark.parametrize("path", ["/", "/articles/x/", "/_huiyao/events", "/_huiyao/live.js"])
def test_only_get_and_head_are_answered(served: Server, method: str, path: str) -> None:
    reply = ask(served.port, path, method)
    assert reply.status == 405
    assert set(reply.headers["allow"].split(", ")) == {"get", "head"}


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost:80", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:9"],
)
def test_it_answers_to_its_own_names(served: Server, host: str) -> None:
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
        "localhost:80:80",
        "localhost:123456",
        "localhost, evil.example",
        "localhost%00",
        "127.0.0.1.",
        "0x7f000001",
        "[::1%lo]",
        "[::1%25lo]",
        "[::1]evil.example",
        "[::ffff:127.0.0.1]",
        "[localhost]",
        "",
        "本机",
    ],
)
def test_it_answers_to_no_other_name(served: Server, host: str) -> None:
    for path in ("/", "/_huiyao/events", "/nowhere"):
        reply = ask(served.port, path, host=host)
        assert reply.status in {400, 421}
        assert "首页" not in reply.body


def test_a_request_names_one_host(served: Server) -> None:
    assert send(served.port, "GET / HTTP/1.0\r\n\r\n").status == 421
    assert send(served.port, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status == 400
    twice = "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n"
    assert send(served.port, twice).status == 400


def test_what_asks_for_more_than_the_page_gets_the_page(served: Server) -> None:
    whole = ask(served.port, "/")
    for fields in (
        {"Range": "bytes=0-3"},
        {"Upgrade": "websocket", "Sec_WebSocket_Version": "13", "Sec_WebSocket_Key": "eA=="},
        {"Upgrade": "h2c", "HTTP2_Settings": "AAMAAABk"},
        {"X_Forwarded_Host": "evil.example", "X_Original_URL": "/../secret.txt"},
    ):
        reply = ask(served.port, "/", **fields)
        assert (reply.status, reply.body) == (200, whole.body)


def test_a_redirect_leads_nowhere_else(served: Server) -> None:
    for path in ("/articles/x", "/articles%2fx", "/articles/x?%0d%0aSet-Cookie:a=b"):
        reply = ask(served.port, path)
        assert reply.status == 307
        assert reply.headers["location"].startswith("/articles/x/")
        assert "set-cookie" not in reply.headers


def test_an_address_without_end_is_cut_off(served: Server) -> None:
    with pytest.raises((ConnectionError, AssertionError)):
        assert ask(served.port, "/" + "a" * 1_000_000).status == 200
    assert ask(served.port, "/").status == 200


@pytest.mark.parametrize(
    "page",
    [
        "/articles/%00/",
        "/articles/../../secret/",
        "/articles/..%2f..%2fsecret/",
        "/articles/..%5c..%5csecret/",
        "//",
        "/%ff/",
        "/people/a%0ab/",
        "http://evil.example/",
        f"/{'x/' * 2_000}",
    ],
    ids=lambda page: page[:40],
)
def test_a_page_that_says_it_is_open_somewhere_hinders_no_rebuild(toy: Server, page: str) -> None:
    toy.program = REAL
    toy.write("site.yaml", "title: 江州会议录\ndescription: 供试验用的汇编\n")
    toy.write("people/a.md", "---\nname: 甲\n---\n")
    toy.start("--no-search")
    before = standing(toy)
    with stream(toy.port, page=page) as told:
        next(told)
        toy.write("people/a.md", "---\nname: 乙\n---\n")
        assert next(told)[0] == "reload"
    assert "乙" in ask(toy.port, "/people/a/").body
    assert standing(toy) == before


def standing(server: Server) -> set[Path]:
    """All files of a project but those of its memory."""
    found = (path for path in server.folder.rglob("*") if path.is_file())
    return {path for path in found if ".cache" not in path.parts}


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
def test_pages_of_other_origins_cannot_listen(served: Server, fields: dict[str, str]) -> None:
    assert ask(served.port, "/_huiyao/events", **fields).status == 403


def test_pages_of_its_own_can_listen(served: Server) -> None:
    for fields in ({}, {"Origin": "http://localhost", "Sec_Fetch_Site": "same-origin"}):
        with stream(served.port, **fields) as told:
            assert next(told)[0] == "problems"
    head = ask(served.port, "/_huiyao/events", "HEAD")
    assert (head.status, head.headers["content-type"]) == (200, "text/event-stream")


def test_only_this_machine_can_ask_unless_told_otherwise(toy: Server) -> None:
    toy.program = REAL
    toy.write("site.yaml", "title: 江州会议录\ndescription: 供试验用的汇编\n")
    toy.start()
    assert toy.url.startswith("http://127.0.0.1:")
    socket.create_connection(("127.0.0.1", toy.port), PATIENCE).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", toy.port), PATIENCE)


def test_listening_to_all_is_warned_of_and_only_by_address(toy: Server) -> None:
    toy.start("--host", "0.0.0.0")
    socket.create_connection(("127.0.0.2", toy.port), PATIENCE).close()
    assert ask(toy.port, "/", host="192.168.0.7:8000").status == 200
    assert ask(toy.port, "/", host="evil.example").status == 421
