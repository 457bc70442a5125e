"""Neovim, without a screen: it shows what is wrong and renames a node."""

import shutil
import subprocess

import pytest

from conftest import ROOT, TRAMA

SCRIPT = """
local failed = false
local function expect(truth, words)
  if not truth then failed = true; io.stderr:write(words .. '\\n') end
end
local client = vim.lsp.start_client({name = 'trama', cmd = {'%(trama)s', 'lsp'}, root_dir = vim.fn.getcwd()})
vim.lsp.buf_attach_client(0, client)
expect(vim.wait(20000, function() return #vim.diagnostic.get(0) == 1 end), 'no mistake is shown')
expect(vim.diagnostic.get(0)[1].code == 'unknown-node', 'another mistake is shown')
vim.fn.search('start: convresa')
vim.api.nvim_set_current_line('  start: conversa')
expect(vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end), 'the mistake stays')
vim.api.nvim_win_set_cursor(0, {vim.fn.line('.'), 10})
vim.lsp.buf.rename('atende')
expect(vim.wait(20000, function() return vim.fn.search('^    atende:', 'nw') > 0 end), 'nothing was renamed')
vim.cmd('wall')
vim.cmd(failed and 'cquit 1' or 'qall!')
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not there")
def test_neovim(tmp_path):
    folder = tmp_path / "svlentes"
    shutil.copytree(ROOT / "bots/svlentes", folder)
    bot = folder / "bot.yaml"
    bot.write_text(bot.read_text().replace("start: conversa", "start: convresa"))
    script = tmp_path / "session.lua"
    script.write_text(SCRIPT % {"trama": TRAMA})
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-n", str(bot), "-c", f"luafile {script}"], capture_output=True, text=True, timeout=120, cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert "    atende:\n" in bot.read_text() and "start: atende" in bot.read_text()
