/** The language server in an editor that knows nothing of us but the command to start. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { project, scratchFolder } from '../../support/server.ts';

interface Answer {
  readonly diagnostics: readonly { readonly code: string; readonly line: number; readonly column: number }[];
  /** The first line of the screen. */
  readonly screen: string;
  readonly hover: string;
  /** What the window shows that the key K opens. */
  readonly window: string;
  readonly completion: readonly string[];
}

test('Neovim shows findings beside the text, answers a hover and completes names', (context) => {
  const folder = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 9\n\nsync: 1\n' });
  context.after(() => folder.remove());
  const script = join(project, 'test', 'peers', 'editors', 'neovim.lua');
  const { status, stdout, stderr } = spawnSync(
    'nvim',
    ['--clean', '--headless', '-c', `luafile ${script}`, '-c', 'qall!'],
    {
      encoding: 'utf8',
      timeout: 60_000,
      env: {
        ...process.env,
        // Nothing of the user's own editor.
        XDG_STATE_HOME: folder.path,
        XDG_CACHE_HOME: folder.path,
        SERVER_NODE: process.execPath,
        SERVER_SCRIPT: join(project, 'dist', 'language-server.js'),
        FILE: join(folder.path, 'SIPDefault.cnf'),
      },
    },
  );
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /^\{/, stderr);
  const { diagnostics, screen, hover, window, completion } = JSON.parse(stdout) as Answer;
  assert.deepEqual(
    diagnostics.map(({ code, line, column }) => [code, line, column]),
    [['cnf/out-of-range', 1, 12]],
  );
  assert.match(screen, /tos_media: 9 .*'9' is out of range/);
  assert.match(hover, /Priority mark on voice packets/);
  assert.match(window, /Priority mark on voice packets/);
  for (const name of ['image_version', 'timer_t1', 'line1_name']) assert.ok(completion.includes(name), name);
});
