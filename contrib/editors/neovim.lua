-- pymolt for Neovim 0.7 and later: starts `pymolt lsp` once a project, for Python files.
-- SPDX-License-Identifier: MIT
--
-- Settings of pymolt.toml may stand in vim.g.pymolt_settings: { target = "3.13" }.
local clients = {} -- by root

local function root_of(file)
  local marks = { "pymolt.toml", "pyproject.toml", "setup.py", "setup.cfg", ".git" }
  local folder = vim.fn.fnamemodify(file, ":p:h")
  local at = folder
  while true do
    for _, mark in ipairs(marks) do
      local path = at .. "/" .. mark
      if vim.fn.filereadable(path) == 1 or vim.fn.isdirectory(path) == 1 then
        return at
      end
    end
    local up = vim.fn.fnamemodify(at, ":h")
    if up == at then
      return folder
    end
    at = up
  end
end

local function attach(buffer)
  local file = vim.api.nvim_buf_get_name(buffer)
  if file == "" or vim.fn.executable("pymolt") == 0 then
    return
  end
  local root = root_of(file)
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client({
      name = "pymolt",
      cmd = { "pymolt", "lsp" },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
      init_options = { settings = vim.g.pymolt_settings },
    })
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

vim.api.nvim_create_autocmd("FileType", {
  pattern = "python",
  callback = function(event)
    attach(event.buf)
  end,
})
