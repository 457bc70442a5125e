"""The JSON Schemas against a validator that is not ours: what `trama check` takes they take, and of what is wrong they refuse a lot."""

import copy
import functools
import json
import re

import jsonschema
import pytest
import yaml

from conftest import ROOT

class Texts(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: neither `yes` nor a date is more than a text."""


Texts.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Texts.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false|True|False)$"), list("tTfF"))


def texts(value):
    """Keys as texts, which JSON has alone."""
    if isinstance(value, dict):
        return {str(key): texts(element) for key, element in value.items()}
    return [texts(element) for element in value] if isinstance(value, list) else value


def load(path):
    return texts(yaml.load(path.read_text(encoding="utf-8"), Loader=Texts))


@functools.cache
def validator(kind):
    schema = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def files():
    groups = ["bots", "examples", "Tests/EngineTests/Golden/turns", "Tests/EngineTests/Golden/tests"]
    for folder in [path.parent for group in groups for path in sorted((ROOT / group).glob("*/bot.yaml"))]:
        yield "bot", folder / "bot.yaml"
        for kind in ["tool", "test"]:
            for path in sorted((folder / f"{kind}s").glob("*.yaml")):
                yield kind, path


FILES = list(files())


def test_there_is_something_to_look_at():
    assert {kind for kind, _ in FILES} == {"bot", "tool", "test"} and len(FILES) > 30


@pytest.mark.parametrize("kind, path", FILES, ids=lambda value: str(value).removeprefix(str(ROOT)))
def test_a_file_that_is_right_is_taken(kind, path):
    found = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator(kind).iter_errors(load(path))]
    assert found == []


BOT = load(ROOT / "bots/svlentes/bot.yaml")


def put(bot, path, value):
    *steps, last = path.split("/")
    place = bot
    for step in steps:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value


@pytest.mark.parametrize(
    "path, value",
    [
        ("version", 2),
        ("version", "um"),
        ("version", ...),
        ("bot", ...),
        ("bot/id", "SV Lentes"),
        ("bot/id", ...),
        ("bot/nome", "x"),
        ("graph", ...),
        ("graph/start", ...),
        ("graph/start", "Conversa"),
        ("graph/nodes", []),
        ("graph/nodes/conversa", {"sya": "oi"}),
        ("graph/nodes/conversa", {}),
        ("graph/nodes/conversa", "oi"),
        ("graph/nodes/conversa/max_steps", 0),
        ("graph/nodes/conversa/max_steps", "seis"),
        ("graph/nodes/conversa/tools", ["Consultar Pedido"]),
        ("graph/nodes/conversa/tolls", []),
        ("graph/nodes/conversa", {"ask": "Qual?", "type": "numero"}),
        ("graph/nodes/conversa", {"say": "oi", "buttons": ["Sim"]}),
        ("graph/always", {"words": ["a"], "goto": "b"}),
        ("graph/always", [{"words": ["a"]}]),
        ("models/default/temperature", 3),
        ("models/default/timeout", "meia hora"),
        ("models/default/use", ...),
        ("connections/loja/access", "tudo"),
        ("connections/loja", {"mysql": "x"}),
        ("policies/receive/typing", "sim"),
        ("policies/reply/max_chars", -1),
        ("policies/errors/attempts", "muitas"),
        ("policies/horas", {}),
        ("channels/telegram", {}),
        ("state", {"Numero": "string"}),
        ("state", {"numero": 5}),
        ("tools", {"achar": {"description": "acha"}}),
        ("tools", {"achar": {"history": {}}}),
        ("tests", [{"talk": []}]),
        ("tests", [{"test": "a", "talk": [{"user": "oi", "expect": {"replies": "oi"}}]}]),
    ],
)
def test_what_is_wrong_is_refused(path, value):
    assert list(validator("bot").iter_errors(BOT)) == []
    bot = copy.deepcopy(BOT)
    put(bot, path, value)
    assert list(validator("bot").iter_errors(bot)) != []
