"""What `trama lsp` does with clients that keep to nothing."""

import json
import subprocess

import pytest

from conftest import ROOT, TRAMA


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


def session(*messages):
    """The answers to some messages, and how the server ended."""
    done = subprocess.run([TRAMA, "lsp"], input=b"".join(map(frame, messages)), capture_output=True, timeout=60)
    rest, answers = done.stdout, []
    while rest:
        head, rest = rest.split(b"\r\n\r\n", 1)
        length = int(head.split(b":")[1])
        answers.append(json.loads(rest[:length]))
        rest = rest[length:]
    return answers, done


def ask(number, method, parameters=None):
    return {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters or {}}


def tell(method, parameters=None):
    return {"jsonrpc": "2.0", "method": method, "params": parameters or {}}


INITIALIZE = ask(1, "initialize", {"capabilities": {}})
END = [ask(99, "shutdown"), tell("exit")]


def test_it_ends_in_order():
    answers, done = session(INITIALIZE, tell("initialized"), *END)
    assert done.returncode == 0 and done.stderr == b""
    assert answers[0]["result"]["capabilities"]["positionEncoding"] == "utf-16"
    assert answers[-1] == {"jsonrpc": "2.0", "id": 99, "result": None}


@pytest.mark.parametrize("last", [[tell("exit")], []])
def test_a_client_that_leaves_without_a_word(last):
    _, done = session(INITIALIZE, *last)
    assert done.returncode == 1


@pytest.mark.parametrize("offered, chosen", [(["utf-8"], "utf-8"), (["utf-32", "utf-8"], "utf-32"), (["x", "utf-16"], "utf-16"), ([], "utf-16")])
def test_the_way_of_counting_is_agreed(offered, chosen):
    answers, _ = session(ask(1, "initialize", {"capabilities": {"general": {"positionEncodings": offered}}}), *END)
    assert answers[0]["result"]["capabilities"]["positionEncoding"] == chosen


@pytest.mark.parametrize(
    "message, code",
    [
        (b"{", -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b'{"id": 5}', None),
        ({"id": 5, "method": 7}, -32600),
        (ask(5, "nothing/of/the/kind"), -32601),
        (ask(5, "textDocument/hover"), -32602),
        (ask(5, "textDocument/hover", {"textDocument": {"uri": "file:///no/bot.yaml"}, "position": {}}), -32803),
        (ask(5, "textDocument/completion", {"textDocument": {"uri": "http://x"}}), -32602),
        (ask(5, "initialize"), -32600),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(message, code):
    answers, done = session(INITIALIZE, message, ask(6, "textDocument/rename"), *END)
    assert done.returncode == 0
    errors = [answer["error"]["code"] for answer in answers if "error" in answer]
    assert errors == ([code] if code else []) + [-32602]


def test_before_it_is_initialized_and_after_it_is_shut_down():
    answers, done = session(ask(1, "textDocument/hover"), INITIALIZE, ask(2, "shutdown"), ask(3, "textDocument/hover"), tell("exit"))
    assert [answer.get("error", {}).get("code") for answer in answers] == [-32002, None, None, -32600]
    assert done.returncode == 0


def test_a_request_that_is_taken_back():
    uri = (ROOT / "bots/svlentes/bot.yaml").as_uri()
    hover = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 1}}
    answers, _ = session(INITIALIZE, ask(5, "textDocument/hover", hover), tell("$/cancelRequest", {"id": 5}), ask(6, "textDocument/hover", hover), *END)
    by_id = {answer["id"]: answer for answer in answers if "id" in answer}
    assert by_id[5]["error"]["code"] == -32800
    assert "result" in by_id[6]


@pytest.mark.parametrize("junk", [b"Content-Length: 99999999999\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"hello\r\n\r\n", b"x" * 10_000])
def test_a_stream_that_cannot_be_read_ends(junk):
    done = subprocess.run([TRAMA, "lsp"], input=frame(INITIALIZE) + junk, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith(b"trama: the client sent a header")


def read(stream):
    """The next message."""
    length = int(stream.readline().split(b":")[1])
    stream.readline()
    return json.loads(stream.read(length))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_place_behind_an_emoji(tmp_path, encoding):
    text = "version: 1\nbot: {id: a, name: '👀', lang: x}\ngraph: {start: a, nodes: {a: {say: oi}}}\n"
    uri = (tmp_path / "bot.yaml").as_uri()
    document = {"uri": uri, "languageId": "yaml", "version": 7, "text": text}
    capabilities = {"general": {"positionEncodings": [encoding]}}
    with subprocess.Popen([TRAMA, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        server.stdin.write(frame(ask(1, "initialize", {"capabilities": capabilities, "locale": "pt-br"})))
        server.stdin.write(frame(tell("textDocument/didOpen", {"textDocument": document})))
        server.stdin.flush()
        assert read(server.stdout)["id"] == 1
        published = read(server.stdout)["params"]
        server.communicate(b"".join(map(frame, END)), timeout=60)
    assert server.returncode == 0
    assert (published["uri"], published["version"]) == (uri, 7)
    line = "bot: {id: a, name: '👀', "
    width = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2, "utf-32": len(line)}[encoding]
    starts = [d["range"]["start"] for d in published["diagnostics"] if d["code"] == "unknown-key"]
    assert starts == [{"line": 1, "character": width}]
    assert [d["message"] for d in published["diagnostics"] if d["code"] == "unknown-key"][0].startswith("a chave 'lang' não existe aqui")
