"""A session of an editor with `trama lsp`, by a client that is not ours."""

import asyncio
import collections
import pathlib
import shutil

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from conftest import ROOT, TRAMA



class Published(dict):
    """What the server said of each file, of which nothing is lost."""

    def __init__(self):
        self.queues = collections.defaultdict(asyncio.Queue)

    def __setitem__(self, uri, diagnostics):
        super().__setitem__(uri, list(diagnostics))
        self.queues[uri].put_nowait(list(diagnostics))

    async def next(self, uri):
        return await asyncio.wait_for(self.queues[uri].get(), 30)



PAGES = "https://docs.example/diagnostics"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[TRAMA, "lsp", "--pages", PAGES]))
async def client(lsp_client: LanguageClient):
    lsp_client.diagnostics = Published()

    @lsp_client.feature("client/registerCapability")
    def register(parameters: types.RegistrationParams):
        assert [one.method for one in parameters.registrations] == ["workspace/didChangeWatchedFiles"]

    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=client_capabilities("visual-studio-code"), root_uri=ROOT.as_uri())
    )
    yield
    await lsp_client.shutdown_session()


class Bot:
    """A copy of a bot that one may damage."""

    def __init__(self, client, folder: pathlib.Path):
        self.client, self.folder, self.versions = client, folder, {}

    def uri(self, name):
        return (self.folder / name).as_uri()

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    async def open(self, name, text=None):
        text = self.text(name) if text is None else text
        self.versions[name] = 1
        item = types.TextDocumentItem(uri=self.uri(name), language_id="yaml", version=1, text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
        return await self.published(name)

    async def type(self, name, change):
        """Sends one change and waits for what is said of the text after it."""
        self.versions[name] += 1
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(name), version=self.versions[name])
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        )
        return await self.published(name)

    async def published(self, name):
        return await self.client.diagnostics.next(self.uri(name))

    def at(self, name, text, place):
        """The position `‸` of `place` in a text, in UTF-16 as the protocol counts."""
        offset = text.index(place.replace("‸", "")) + place.index("‸")
        before = text[:offset]
        line = before.rsplit("\n", 1)[-1]
        position = types.Position(line=before.count("\n"), character=len(line.encode("utf-16-le")) // 2)
        return types.TextDocumentIdentifier(uri=self.uri(name)), position


@pytest.fixture
def bot(client, tmp_path):
    folder = tmp_path / "svlentes"
    shutil.copytree(ROOT / "bots/svlentes", folder)
    return Bot(client, folder)


def replaced(text, old, new):
    assert old in text
    return types.TextDocumentContentChangeWholeDocument(text=text.replace(old, new))


async def test_the_bot_is_clean(bot):
    assert await bot.open("bot.yaml") == []
    assert await bot.open("tools/consultar_pedido.yaml") == []


async def test_mistakes_come_and_go_while_typing(bot):
    text = bot.text("bot.yaml")
    assert await bot.open("bot.yaml") == []
    found = await bot.type("bot.yaml", replaced(text, "start: conversa", "start: convresa"))
    assert [(d.code, d.severity) for d in found] == [("unknown-node", types.DiagnosticSeverity.Error)]
    assert found[0].code_description.href == f"{PAGES}/unknown-node.md"
    line = text.split("\n").index("  start: conversa")
    assert (found[0].range.start.line, found[0].range.start.character) == (line, len("  start: "))
    # One character at a time, as an editor sends them.
    start, end = types.Position(line=line, character=9), types.Position(line=line, character=17)
    change = types.TextDocumentContentChangePartial(range=types.Range(start=start, end=end), text="conversa")
    assert await bot.type("bot.yaml", change) == []


async def test_a_mistake_is_shown_in_the_file_where_it_is(bot):
    assert await bot.open("bot.yaml") == []
    text = bot.text("bot.yaml")
    tool = bot.uri("tools/consultar_pedido.yaml")
    await bot.type("bot.yaml", replaced(text, "  loja:", "  lojas:"))
    assert [d.code for d in await bot.client.diagnostics.next(tool)] == ["unknown-connection"]
    await bot.type("bot.yaml", types.TextDocumentContentChangeWholeDocument(text=text))
    assert await bot.client.diagnostics.next(tool) == []


async def test_a_file_that_changes_on_the_disk(bot):
    assert await bot.open("bot.yaml") == []
    tool = bot.folder / "tools/criar_ticket_suporte.yaml"
    kept = tool.read_text(encoding="utf-8")
    for change, codes in [(tool.unlink, {"unknown-tool"}), (lambda: tool.write_text(kept, encoding="utf-8"), set())]:
        change()
        event = types.FileEvent(uri=tool.as_uri(), type=types.FileChangeType.Changed)
        bot.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[event]))
        assert {d.code for d in await bot.published("bot.yaml")} == codes


async def test_a_file_that_is_not_whole(bot):
    text = bot.text("bot.yaml")
    await bot.open("bot.yaml")
    found = await bot.type("bot.yaml", replaced(text, "tools: [consultar_historico_cliente,", "tools: [consultar_historico_cliente, ["))
    assert found and all(d.severity == types.DiagnosticSeverity.Error for d in found)
    assert await bot.type("bot.yaml", types.TextDocumentContentChangeWholeDocument(text=text)) == []


async def completions(bot, name, text, place):
    await bot.open(name, text.replace("‸", ""))
    document, position = bot.at(name, text.replace("‸", ""), place)
    found = await bot.client.text_document_completion_async(
        types.CompletionParams(text_document=document, position=position)
    )
    return {item.label: item for item in (found.items if found else [])}


async def test_tool_names_are_completed(bot):
    text = bot.text("bot.yaml").replace("consultar_pedido, criar_ticket_suporte]", "consultar_pedido, cr]")
    found = await completions(bot, "bot.yaml", text, "consultar_pedido, cr‸]")
    assert "criar_ticket_suporte" in found
    assert "consultar_pedido" not in found
    assert found["criar_ticket_suporte"].text_edit.new_text == "criar_ticket_suporte"


async def test_keys_are_completed_with_their_words(bot):
    text = bot.text("bot.yaml").replace("      max_steps: 6\n", "      max\n")
    found = await completions(bot, "bot.yaml", text, "      max‸\n")
    assert found["max_steps"].documentation.value.startswith("how often the model is asked in one turn")
    assert found["max_steps"].text_edit.new_text == "max_steps: $0"
    assert "memory" not in found


async def test_expressions_are_completed(bot):
    name = "tools/consultar_pedido.yaml"
    text = bot.text(name) + 'empty: "Não achei {{ contact. }}"\n'
    text = "".join(line for line in text.splitlines(True) if not line.startswith("empty: ") or "contact. " in line)
    found = await completions(bot, name, text, "{{ contact.‸ }}")
    assert {"phone", "name", "first_name"} <= set(found)


async def test_pointing_tells(bot):
    text = bot.text("bot.yaml")
    await bot.open("bot.yaml")
    for place, words in [
        ("max_st‸eps: 6", "how often the model is asked"),
        ("[consultar_hist‸orico_cliente", "tool"),
        ("start: conv‸ersa", "agent"),
    ]:
        document, position = bot.at("bot.yaml", text, place)
        hover = await bot.client.text_document_hover_async(types.HoverParams(text_document=document, position=position))
        assert words in hover.contents.value, place


async def test_pointing_at_a_mistake_tells_what_it_means(bot):
    text = bot.text("bot.yaml").replace("start: conversa", "start: convresa")
    await bot.open("bot.yaml", text)
    document, position = bot.at("bot.yaml", text, "start: conv‸resa")
    hover = await bot.client.text_document_hover_async(types.HoverParams(text_document=document, position=position))
    assert "**A way leads to a node that is not there.**" in hover.contents.value
    document, position = bot.at("bot.yaml", text, "max_st‸eps: 6")
    hover = await bot.client.text_document_hover_async(types.HoverParams(text_document=document, position=position))
    assert "**A way leads" not in hover.contents.value


async def test_names_lead_to_their_places(bot):
    text = bot.text("bot.yaml")
    await bot.open("bot.yaml")
    document, position = bot.at("bot.yaml", text, "consultar_ped‸ido,")
    found = await bot.client.text_document_definition_async(
        types.DefinitionParams(text_document=document, position=position)
    )
    assert [place.uri for place in found] == [bot.uri("tools/consultar_pedido.yaml")]
    context = types.ReferenceContext(include_declaration=True)
    places = await bot.client.text_document_references_async(
        types.ReferenceParams(text_document=document, position=position, context=context)
    )
    assert {place.uri for place in places} > {bot.uri("bot.yaml"), bot.uri("tools/consultar_pedido.yaml")}


def applied(bot, edit):
    """Writes a workspace edit to the disk."""
    for uri, edits in edit.changes.items():
        path = pathlib.Path(uri.removeprefix("file://"))
        lines = path.read_text(encoding="utf-8").split("\n")
        for one in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
            assert one.range.start.line == one.range.end.line
            line = lines[one.range.start.line].encode("utf-16-le")
            start, end = 2 * one.range.start.character, 2 * one.range.end.character
            lines[one.range.start.line] = (
                line[:start] + one.new_text.encode("utf-16-le") + line[end:]
            ).decode("utf-16-le")
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("place, name", [("start: conv‸ersa", "atende"), ("consultar_ped‸ido,", "ver_pedido")])
async def test_a_rename_leaves_the_bot_clean_and_its_tests_passing(bot, place, name):
    import subprocess

    text = bot.text("bot.yaml")
    await bot.open("bot.yaml")
    document, position = bot.at("bot.yaml", text, place)
    prepared = await bot.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(text_document=document, position=position)
    )
    assert prepared.placeholder == place.replace("‸", "").strip(",").split(" ")[-1]
    edit = await bot.client.text_document_rename_async(
        types.RenameParams(text_document=document, position=position, new_name=name)
    )
    assert len(edit.changes) > 1
    applied(bot, edit)
    assert name in bot.text("bot.yaml")
    for command in ["check", "test"]:
        done = subprocess.run([TRAMA, command, str(bot.folder)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


async def test_a_suggestion_mends_the_mistake(bot):
    text = bot.text("bot.yaml")
    await bot.open("bot.yaml")
    broken = text.replace("start: conversa", "start: convresa")
    found = await bot.type("bot.yaml", types.TextDocumentContentChangeWholeDocument(text=broken))
    document = types.TextDocumentIdentifier(uri=bot.uri("bot.yaml"))
    actions = await bot.client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=document, range=found[0].range, context=types.CodeActionContext(diagnostics=found)
        )
    )
    assert len(actions) == 1
    (bot.folder / "bot.yaml").write_text(broken, encoding="utf-8")
    applied(bot, actions[0].edit)
    assert bot.text("bot.yaml") == text


async def test_the_table_of_contents_and_the_layout(bot):
    await bot.open("bot.yaml")
    document = types.TextDocumentIdentifier(uri=bot.uri("bot.yaml"))
    symbols = await bot.client.text_document_document_symbol_async(types.DocumentSymbolParams(text_document=document))
    assert "graph" in [symbol.name for symbol in symbols]
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    parameters = types.DocumentFormattingParams(text_document=document, options=options)
    assert list(await bot.client.text_document_formatting_async(parameters)) == []
    text = bot.text("bot.yaml")
    await bot.type("bot.yaml", replaced(text, "  start: conversa\n", "  start: conversa   \n\n\n"))
    edits = await bot.client.text_document_formatting_async(parameters)
    assert [edit.new_text for edit in edits] == [text.replace("  start: conversa\n", "  start: conversa\n\n")]
