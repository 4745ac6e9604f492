"""Promise 6, under load: whatever clients do, every answer is whole and nothing is left behind."""

from __future__ import annotations

import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
from archives import ARTICLE, SITE
from asking import Reply, ask, stream
from publishing import alive, bring
from servers import PATIENCE, REAL, TOY, Server, until

from huiyao.memory.place import place as remembered
from huiyao.model import Project

SEED = 6
BROKEN = (
    b"",
    b"GET",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\x00" * 100,
    b"GET /big.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /_huiyao/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\nx",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: " + b"x" * 100_000,
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Server]:
    """An archive of twenty stories, served by the command itself."""
    served = Server(tmp_path / "project", REAL)
    served.write("site.yaml", SITE)
    for number in range(20):
        tell(served, number, "全会在江州举行。")
    served.start()
    yield served
    served.kill()


def tell(archive: Server, number: int, text: str) -> None:
    """Save a story and its source."""
    archive.write(f"sources/{number}.txt", f"全会在江州举行\n{text}\n")
    head, _, _ = ARTICLE.replace("a.txt", f"{number}.txt").rpartition("---\n")
    archive.write(f"articles/a{number}.md", f"{head}---\n{text}\n")


def handles(server: Server) -> int:
    """How many files and sockets the server holds open."""
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def settled(server: Server) -> int:
    """How many it holds once it has begun to answer: what it opens for that, it keeps open."""
    ask(server.port, "/")
    return handles(server)


def reached(server: Server) -> bool:
    """Whether it answers; the system may turn away who came while too many waited."""
    with suppress(ConnectionError):
        return ask(server.port, "/").status == 200
    return False


def memory(server: Server) -> int:
    """The kilobytes of memory that are the server's own."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0])


def test_100_slow_and_malformed_clients_hinder_nobody_and_leave_nothing(toy: Server) -> None:
    toy.write("big.html", "会" * 5_000_000)
    toy.start()
    before = settled(toy)
    for _ in range(3):
        with ExitStack() as stack:
            for number in range(100):
                client = socket.create_connection(("127.0.0.1", toy.port), PATIENCE)
                stack.enter_context(client).sendall(BROKEN[number % len(BROKEN)])
            assert ask(toy.port, "/").status == 200
        until(lambda: handles(toy) <= before)


def test_more_clients_than_files_may_be_open_are_kept_waiting_in_silence(tmp_path: Path) -> None:
    crowded = Server(tmp_path / "project", ("sh", "-c", 'ulimit -n 64; exec "$@"', "sh", *TOY))
    crowded.write("index.html", "一")
    crowded.start()
    try:
        with ExitStack() as stack:
            for number in range(200):
                client = socket.create_connection(("127.0.0.1", crowded.port), PATIENCE)
                stack.enter_context(client).sendall(BROKEN[number % len(BROKEN)])
            time.sleep(2)
        until(lambda: reached(crowded))
        crowded.write("index.html", "二")
        told = {*iter(partial(crowded.said, ""), "changed 1")}
        assert all("Too many open files" in line for line in told - {"rebuilt", "mended"})
    finally:
        crowded.kill()


def test_an_edit_that_waits_for_a_build_beside_it_says_so(archive: Server) -> None:
    place = remembered(Project(archive.folder, archive.site), ".lock")
    with (
        stream(archive.port, page="/articles/a1/") as told,
        closing(sqlite3.connect(place)) as lock,
    ):
        next(told)
        lock.execute("BEGIN EXCLUSIVE")
        tell(archive, 1, "全会在海州举行。")
        archive.said("another build of this site is at work")
        lock.rollback()
        assert next(told)[0] == "reload"


def asked(
    pool: ThreadPoolExecutor,
    requests: int,
    ask_one: Callable[[int], Reply],
    edit: Callable[[], None],
) -> list[Reply]:
    """The replies to so many requests at once, while something is edited until all have come."""
    replies = [pool.submit(ask_one, number) for number in range(requests)]
    while not all(reply.done() for reply in replies):
        edit()
    return [reply.result() for reply in replies]


def test_500_requests_while_it_rebuilds_are_all_whole(toy: Server) -> None:
    random = Random(SEED)

    def edit() -> None:
        size = random.choice((10, 1_000, 100_000))
        toy.write("page.html", f"<p>{size} {'会' * size}</p>")
        time.sleep(random.random() / 20)

    edit()
    toy.start()
    before = settled(toy)
    with ThreadPoolExecutor(50) as pool:
        replies = asked(pool, 500, lambda _: ask(toy.port, "/page.html"), edit)
    for reply in replies:
        size = int(reply.body.partition(">")[2].partition(" ")[0])
        assert reply.body.startswith(f"<p>{size} {'会' * size}</p><script")
        assert int(reply.headers["content-length"]) == len(reply.body.encode())
    until(lambda: handles(toy) <= before)


@pytest.mark.slow
def test_500_requests_while_an_archive_is_rebuilt_are_all_whole(archive: Server) -> None:
    random = Random(SEED)
    pages = [f"/articles/a{number}/" for number in range(20)] + ["/", "/articles/", "/feed.xml"]

    def edit() -> None:
        tell(archive, random.randrange(20), "全会在江州举行。" * random.randint(1, 500))

    before = settled(archive)
    with ThreadPoolExecutor(50) as pool:
        replies = asked(
            pool, 500, lambda number: ask(archive.port, pages[number % len(pages)]), edit
        )
    assert {reply.status for reply in replies} == {200}
    for reply in replies:
        assert reply.body.rstrip().endswith(("</html>", "</feed>"))
        assert int(reply.headers["content-length"]) == len(reply.body.encode())
    until(lambda: handles(archive) <= before)


def grown(server: Server, rebuilds: int, edit: Callable[[int], None]) -> float:
    """How many times its memory a server holds after so many rebuilds, against a tenth of them."""
    early = 0
    with stream(server.port) as told:
        next(told)
        for number in range(rebuilds):
            edit(number)
            news, data = next(told)
            assert news == "reload", data
            if number == rebuilds // 10:
                early = memory(server)
    return memory(server) / early


def test_100_rebuilds_hold_on_to_nothing(toy: Server) -> None:
    toy.start()
    before = settled(toy)
    assert grown(toy, 100, lambda number: toy.write("page.html", "会" * 9_999 + str(number))) < 1.2
    until(lambda: handles(toy) <= before)


@pytest.mark.slow
def test_500_rebuilds_of_an_archive_hold_on_to_nothing(archive: Server) -> None:
    before = settled(archive)
    times = grown(
        archive, 500, lambda number: tell(archive, number % 20, f"全会第{number}次举行。")
    )
    assert times < 1.2, times
    until(lambda: handles(archive) <= before)


def interrupted(archive: Server, stop: signal.Signals, after: float) -> float:
    """The seconds that a server takes to end, some time after an edit, its clients hanging on."""
    tell(archive, 0, f"全会在江州举行{after}次。")
    with ExitStack() as stack:
        told = stack.enter_context(stream(archive.port))
        next(told)
        for request in BROKEN:
            client = socket.create_connection(("127.0.0.1", archive.port), PATIENCE)
            stack.enter_context(client).sendall(request)
        time.sleep(after)
        began = time.monotonic()
        archive.process.send_signal(stop)
        assert archive.process.wait(PATIENCE) == 0
        took = time.monotonic() - began
    assert alive(archive.folder) == []
    return took


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_within_5_seconds(archive: Server, stop: signal.Signals) -> None:
    assert interrupted(archive, stop, Random(SEED).random()) < 5


def cut_off(tmp_path: Path, times: int) -> None:
    """End a server while processes of its own rebuild the archive, again and again."""
    random = Random(times)
    served = Server(tmp_path / "project", REAL)
    bring(served.folder, "a")
    for number in range(times):
        served.start("--no-search")
        bring(served.folder, "ba"[number % 2])
        time.sleep(random.random() * 2)
        served.process.send_signal((signal.SIGINT, signal.SIGTERM)[number % 2])
        assert served.process.wait(PATIENCE) == 0
        assert alive(served.folder) == []
    served.start("--no-search")
    served.kill()


def test_a_signal_while_others_work_for_it_ends_them_all(tmp_path: Path) -> None:
    cut_off(tmp_path, 2)


@pytest.mark.slow
def test_twenty_signals_while_others_work_for_it(tmp_path: Path) -> None:
    cut_off(tmp_path, 20)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_a_signal_at_any_moment_ends_it_within_5_seconds(archive: Server, number: int) -> None:
    stop = (signal.SIGINT, signal.SIGTERM)[number % 2]
    assert interrupted(archive, stop, Random(SEED + number).random()) < 5
    assert not list(archive.folder.rglob("*.tmp"))
    archive.start()
    assert ask(archive.port, "/articles/a0/").status == 200
