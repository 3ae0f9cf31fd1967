-- A session in Neovim, as a person has it: a file is opened, the server is started for it, the cursor goes to a finding
-- and asks. Prints one line of JSON with what the editor had and showed.
-- Environment: SERVER_NODE, SERVER_SCRIPT: how the server is started; FILE: what is opened.

local answer = {}

local function wait_for(what, ready)
  if not vim.wait(20000, ready, 20) then error(what .. ' did not come') end
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
local buffer = vim.api.nvim_get_current_buf()

local id = vim.lsp.start_client({
  name = 'cisco-sip',
  cmd = { vim.env.SERVER_NODE, vim.env.SERVER_SCRIPT, '--stdio' },
  root_dir = vim.fn.fnamemodify(vim.env.FILE, ':h'),
})
vim.lsp.buf_attach_client(buffer, id)

wait_for('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
answer.diagnostics = vim.tbl_map(function(found)
  return { code = found.code, source = found.source, line = found.lnum + 1, column = found.col + 1, message = found.message }
end, vim.diagnostic.get(buffer))

-- The first line of the screen, where a user sees the remark behind the text.
vim.cmd('redraw')
local row = {}
for column = 1, vim.o.columns do row[column] = vim.fn.screenstring(1, column) end
answer.screen = table.concat(row)

local function ask(method, line, column, extra)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.lsp.util.make_position_params(0, 'utf-16')
  local results = vim.lsp.buf_request_sync(buffer, method, vim.tbl_extend('force', params, extra or {}), 20000)
  return results[id] and results[id].result
end

answer.hover = ask('textDocument/hover', 1, 2).contents.value
vim.api.nvim_buf_set_lines(buffer, 1, 2, false, { 'tos_' })
local completion = ask('textDocument/completion', 2, 4)
answer.completion = vim.tbl_map(function(item) return item.label end, completion.items or completion)

-- The window that K opens.
vim.api.nvim_win_set_cursor(0, { 1, 2 })
vim.lsp.buf.hover()
wait_for('the hover window', function() return #vim.api.nvim_list_wins() > 1 end)
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if vim.api.nvim_win_get_config(window).relative ~= '' then
    answer.window = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
  end
end

io.stdout:write(vim.fn.json_encode(answer), '\n')
