#!/usr/bin/env bash
# Opens a fixture in Neovim, types, and holds what it shows against what a scan says. Skipped where there is no nvim.
# SPDX-License-Identifier: MIT
#
#   check_neovim.sh BINARY
set -eu
command -v nvim >/dev/null 2>&1 || { echo "skipped: nvim is not installed"; exit 0; }
binary=$(realpath "$1")
source=$(realpath "$(dirname "$0")/../..")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$binary" "$folder/bin/pymolt"
cp -r "$source/fixtures/service_py38" "$folder/project"
printf 'target = "3.13"\n' >"$folder/project/pymolt.toml"
export PATH="$folder/bin:$PATH" HOME="$folder" XDG_CACHE_HOME="$folder" XDG_CONFIG_HOME="$folder" XDG_DATA_HOME="$folder" XDG_STATE_HOME="$folder"

cat >"$folder/check.lua" <<'LUA'
local out = io.open(vim.env.CHECK_OUT, "w")
local function lines()
  local shown = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(shown, string.format("%d %s %d", one.lnum + 1, one.code or one.user_data.lsp.code, one.severity))
  end
  table.sort(shown)
  return shown
end
local function wait_for(enough)
  if not vim.wait(20000, function() return enough(lines()) end, 50) then
    out:write("waited in vain\n")
  end
end
local function tell(title)
  out:write(title, "\n")
  for _, line in ipairs(lines()) do out:write("  ", line, "\n") end
end
wait_for(function(shown) return #shown > 1 end)
tell("opened")
vim.api.nvim_buf_set_lines(0, 0, 0, false, { "import imp" })
wait_for(function(shown) return shown[1] == "1 removed-module 1" end)
tell("typed")
local hover = vim.lsp.buf_request_sync(0, "textDocument/hover",
  { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 0, character = 8 } }, 10000)
for _, answer in pairs(hover or {}) do
  out:write("hover ", answer.result.contents.value:match("imp %(module%)") or "nothing", "\n")
end
vim.cmd("silent write")
wait_for(function(shown) return #shown > 1 end)
tell("written")
out:close()
vim.cmd("qall!")
LUA
file=waypost/accounts.py
# RULES: what a scan says, in the form above.
rules() {
  pymolt scan "$folder/project" --no-cache --format csv 2>/dev/null |
    python3 -c '
import csv, sys
rows = csv.DictReader(sys.stdin)
level = {"critical": 1, "high": 1, "medium": 2, "low": 3}
shown = sorted("%s %s %d" % (r["line"], r["rule"], level[r["severity"]]) for r in rows if r["path"].endswith(sys.argv[1]))
print("\n".join("  " + line for line in shown))' "$file"
}
{ echo opened; rules; } >"$folder/wanted"
cd "$folder/project"
CHECK_OUT="$folder/shown" timeout 120 nvim --headless -n -i NONE -u "$source/contrib/editors/neovim.lua" -c 'filetype on' \
  -c "edit $file" -c 'set filetype=python' -c "luafile $folder/check.lua" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
{ echo typed; rules; echo "hover imp (module)"; echo written; rules; } >>"$folder/wanted"
if ! diff "$folder/wanted" "$folder/shown"; then cat "$folder/log"; exit 1; fi
echo "Neovim shows $(grep -c '^  ' "$folder/shown") diagnostics as a scan does"
