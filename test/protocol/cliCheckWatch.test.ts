/** `cisco-sip check --watch`. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { test } from 'node:test';
import { ciscoSip } from '../support/program.ts';
import { scratchFolder } from '../support/server.ts';

test('a changed file is checked again, without an escape sequence where there is no terminal', async (context) => {
  const folder = scratchFolder({ 'SIPDefault.cnf': 'tos_media: 9\n' });
  context.after(() => folder.remove());
  const signal = AbortSignal.timeout(30_000);
  const child = spawn(process.execPath, [ciscoSip, 'check', '--watch', folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  context.after(() => child.kill());
  // The timeout ends the program, and with it the lines.
  child.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const printed: string[] = [];
  const untilPrinted = async (wanted: string) => {
    while (printed.at(-1) !== wanted) {
      const { value, done } = await lines.next();
      assert.ok(!done, `'${wanted}' was not printed, but:\n${printed.join('\n')}`);
      printed.push(value);
    }
  };
  await untilPrinted('1 file checked: 1 error');
  // As editors save: beside the file, then into its place.
  writeFileSync(join(folder.path, '.new'), 'tos_media: 5\n');
  renameSync(join(folder.path, '.new'), join(folder.path, 'SIPDefault.cnf'));
  await untilPrinted('1 file checked: nothing to report');
  writeFileSync(join(folder.path, 'SIPDefault.cnf'), 'tos_media: 8\n');
  await untilPrinted('1 file checked: 1 error');
  writeFileSync(join(folder.path, '.cisco-sip.json'), '{"diagnostics": {"severity": {"cnf/out-of-range": "hint"}}}');
  await untilPrinted('1 file checked: 1 hint');
  assert.doesNotMatch(printed.join('\n'), /\u001b/);
});

test('a folder that is away for a moment, as while another one is put in its place, is waited for', async (context) => {
  const around = scratchFolder({});
  context.after(() => around.remove());
  for (const [name, value] of [
    ['new', '9'],
    ['tftp', '5'],
  ] as const) {
    mkdirSync(join(around.path, name));
    writeFileSync(join(around.path, name, 'SIPDefault.cnf'), `tos_media: ${value}\n`);
  }
  const path = join(around.path, 'tftp');
  const child = spawn(process.execPath, [ciscoSip, 'check', '--watch', path], {
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.timeout(30_000),
  });
  context.after(() => child.kill());
  child.on('error', () => {});
  const next = async (stream: Readable, wanted: RegExp) => {
    let text = '';
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      text += String(chunk);
      if (wanted.test(text)) return;
    }
    assert.fail(`${wanted} was not printed, but:\n${text}`);
  };
  await next(child.stdout, /nothing to report/);
  renameSync(path, join(around.path, 'old'));
  await next(child.stderr, /no such file or folder: .*tftp/);
  renameSync(join(around.path, 'new'), path);
  await next(child.stdout, /1 file checked: 1 error/);
});
