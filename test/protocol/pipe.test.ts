/** What goes over standard output to an editor. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { PromptWriter } from '../../server/src/connect.ts';

const message = (method: string) => ({ jsonrpc: '2.0', method });

test('a message is written at once and in one piece, its length counted in bytes', () => {
  const stream = new PassThrough();
  const pieces: string[] = [];
  stream.on('data', (piece: Buffer) => pieces.push(piece.toString()));
  const writer = new PromptWriter(stream);
  void writer.write(message('first'));
  void writer.write(message('zweites: Grüße'));
  assert.deepEqual(pieces, [
    'Content-Length: 34\r\n\r\n{"jsonrpc":"2.0","method":"first"}',
    'Content-Length: 45\r\n\r\n{"jsonrpc":"2.0","method":"zweites: Grüße"}',
  ]);
});

test('who waits for a message that cannot be written is told so', async () => {
  const stream = new PassThrough();
  const writer = new PromptWriter(stream);
  writer.onError(() => undefined);
  stream.destroy();
  await assert.rejects(writer.write(message('late')));
});

test('what is printed reaches the log of the editor and not its messages, and the server ends with its input', () => {
  const code = `
    import { connect } from ${JSON.stringify(new URL('../../server/src/connect.ts', import.meta.url).href)};
    connect({}).listen();
    console.log('a word about %s', 'phones');`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', code, '--', '--stdio'], {
    input: '',
    encoding: 'utf8',
  });
  const [, body] = /^Content-Length: \d+\r\n\r\n(.*)$/s.exec(stdout) ?? [];
  assert.deepEqual(JSON.parse(body ?? ''), {
    jsonrpc: '2.0',
    method: 'window/logMessage',
    params: { type: 4, message: 'a word about phones' },
  });
  assert.equal(status, 1, 'it was not asked to shut down');
});
