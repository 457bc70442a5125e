"""What `trama` does with a server that is made with the protocol's own library."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
TRAMA = os.environ.get("TRAMA", str(HERE.parents[1] / ".build/debug/trama"))


@pytest.fixture(params=["stream", "json", "stateless"])
def url(request):
    server = subprocess.Popen(
        [sys.executable, HERE / "server.py", request.param], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    yield f"http://127.0.0.1:{server.stdout.readline().strip()}/mcp"
    server.terminate()
    server.wait()


def trama(url, *arguments, folder=HERE):
    environment = {**os.environ, "CRM_MCP_URL": url}
    return subprocess.run([TRAMA, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def test_a_tool_answers(url):
    run = trama(url, "tool", "run", "crm", "achar_cliente", "--phone", "5511999990001")
    assert run.returncode == 0, run.stdout + run.stderr
    assert '"nome": "Ana Souza"' in run.stdout + run.stderr
    assert url not in run.stdout + run.stderr


def test_a_tool_that_fails_is_told_in_the_words_of_the_author(url):
    run = trama(url, "tool", "run", "crm", "achar_cliente", "--phone", "5511000000000")
    assert run.returncode == 1
    assert "O cadastro está fora do ar." in run.stdout + run.stderr


def test_a_write_is_made_when_it_is_allowed(url):
    run = trama(url, "tool", "run", "crm", "anotar", "text=ligar amanhã", "urgent=true", "--yes")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "5511999990001: ligar amanhã (urgent)" in run.stdout + run.stderr


def test_check_compares_with_what_the_server_offers(url, tmp_path):
    assert trama(url, "check", "crm").returncode == 0
    shutil.copytree(HERE / "crm", tmp_path / "crm")
    bot = tmp_path / "crm/bot.yaml"
    text = bot.read_text().replace("tool: find-customer", "tool: find-customers").replace("urgent: boolean?", "urgente: boolean?")
    bot.write_text(text)
    run = trama(url, "check", "crm", folder=tmp_path)
    assert run.returncode == 1
    assert "the server has no tool 'find-customers'; it has" in run.stdout
    assert "did you mean 'find-customer'?" in run.stdout
    assert "the server's tool 'add-note' has no parameter 'urgente'" in run.stdout
