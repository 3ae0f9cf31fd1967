/** How far a long check has come. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressOn } from '../../../server/src/cli/check/progress.ts';

/** A terminal that remembers, and a clock that goes on by `step` milliseconds at each look. */
function watched(step: number, { isTTY = true, terminal = 'xterm' } = {}) {
  let written = '';
  let time = 0;
  const write = (text: string | Uint8Array) => {
    written += String(text);
    return true;
  };
  const progress = progressOn({ isTTY, write }, terminal, () => {
    time += step;
    return time;
  });
  return { progress, written: () => written };
}

function read(files: number, { progress }: ReturnType<typeof watched>): void {
  for (let file = 0; file < files; file++) progress.tick('reading');
}

test('a run that is over in a moment shows nothing', () => {
  const screen = watched(1);
  read(100, screen);
  screen.progress.clear();
  assert.equal(screen.written(), '');
});

test('a long run counts in one line, ten times a second at the most, and takes the line away', () => {
  const screen = watched(50);
  read(12, screen);
  assert.equal(screen.written(), '\r\u001b[Kreading 8\r\u001b[Kreading 10\r\u001b[Kreading 12');
  screen.progress.clear();
  assert.ok(screen.written().endsWith('\r\u001b[K'));
});

test('each thing that is done is counted by itself', () => {
  const screen = watched(500);
  read(3, screen);
  screen.progress.tick('checking');
  assert.ok(screen.written().endsWith('reading 3\r\u001b[Kchecking 1'));
});

test('a log and a terminal that cannot take a line back get nothing', () => {
  for (const screen of [watched(500, { isTTY: false }), watched(500, { terminal: 'dumb' })]) {
    read(10, screen);
    screen.progress.clear();
    assert.equal(screen.written(), '');
  }
});
