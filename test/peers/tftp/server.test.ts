/** Our server and the clients that people have: every file arrives byte by byte, with every option. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Negotiated, TftpEvent } from '../../../client/src/tftp/server/events.ts';
import { mostBlockBytes } from '../../../client/src/tftp/server/options.ts';
import { folderWith } from '../../support/tftp/folders.ts';
import { serveFolder } from '../../support/tftp/ownServer.ts';
import { clients, notInstalled, type Server } from '../../support/tftp/servers.ts';

const sizes = [0, 1, 511, 512, 513, 1024, 1428, 1429, 70_000];
const nameOf = (size: number) => `image-${size}.sbn`;
const contents = Object.fromEntries(sizes.map((size) => [nameOf(size), randomBytes(size)]));

for (const client of clients) {
  test(`${client.name} fetches files of any size`, { skip: client.missing() }, async (t) => {
    const server = await serveFolder(t, folderWith(t, contents));
    for (const size of sizes) {
      if (size === 0 && !client.takesEmpty) continue;
      const name = nameOf(size);
      assert.ok((await client.fetch(server, name)).equals(contents[name]!), name);
    }
    await assert.rejects(client.fetch(server, 'missing.sbn'));
    assert.equal(server.events.find(({ type }) => type === 'missing')?.file, 'missing.sbn');
  });
}

/** Runs a client that writes to a file; gives what it wrote. */
async function fetchWith(t: TestContext, command: string, args: (to: string) => string[]): Promise<Buffer> {
  const to = join(tmpdir(), `cisco-serve-${process.pid}-${Math.random().toString(36).slice(2)}`);
  t.after(() => rmSync(to, { force: true }));
  const child = spawn(command, args(to), { stdio: 'ignore', timeout: 60_000 });
  const [status] = await once(child, 'close');
  assert.equal(status, 0, command);
  return readFileSync(to);
}

const isNegotiated = (event: TftpEvent): event is Negotiated => event.type === 'negotiated';

test('atftp asks for each option, and gets it', { skip: notInstalled('atftp') }, async (t) => {
  const server = await serveFolder(t, folderWith(t, contents));
  const fetch = (...options: string[]) =>
    fetchWith(t, 'atftp', (to) => [
      ...options.flatMap((option) => ['--option', option]),
      ...['--get', '-r', nameOf(70_000), '-l', to, server.host, String(server.port)],
    ]);
  for (const [options, granted] of [
    [['blksize 8'], { blksize: 8 }],
    [['blksize 1024'], { blksize: 1024 }],
    [['blksize 65464'], { blksize: mostBlockBytes }],
    [['timeout 5'], { timeout: 5 }],
    [['tsize'], { tsize: 70_000 }],
    [['blksize 1000', 'timeout 2', 'tsize'], { blksize: 1000, timeout: 2, tsize: 70_000 }],
  ] as const) {
    assert.ok((await fetch(...options)).equals(contents[nameOf(70_000)]!), options.join(', '));
    assert.deepEqual(server.events.findLast(isNegotiated)?.options, granted);
  }
});

test('curl asks for blocks of its own size, and does without options', { skip: notInstalled('curl') }, async (t) => {
  const server = await serveFolder(t, folderWith(t, contents));
  const fetch = (...options: string[]) =>
    fetchWith(t, 'curl', (to) => [
      '-sS',
      ...options,
      '-o',
      to,
      `tftp://${server.host}:${server.port}/${nameOf(70_000)}`,
    ]);
  assert.ok((await fetch('--tftp-blksize', '1200')).equals(contents[nameOf(70_000)]!));
  assert.equal(server.events.findLast(isNegotiated)?.options.blksize, 1200);
  const negotiated = server.events.filter(isNegotiated).length;
  assert.ok((await fetch('--tftp-no-options')).equals(contents[nameOf(70_000)]!));
  assert.equal(server.events.filter(isNegotiated).length, negotiated);
});

test('in netascii a client makes the same text of it', { skip: notInstalled('tftp') }, async (t) => {
  const text = `image_version: P0S3-8-12-00\n${'# a comment\n'.repeat(200)}end\n`;
  const server = await serveFolder(t, folderWith(t, { 'SIPDefault.cnf': text }));
  const got = await fetchWith(t, 'tftp', (to) => [
    ...['-m', 'netascii', server.host, String(server.port)],
    ...['-c', 'get', 'SIPDefault.cnf', to],
  ]);
  assert.equal(got.toString(), text);
  const done = await server.until(({ type }) => type === 'done');
  // Each line has one byte more on the wire.
  assert.ok(done.type === 'done' && done.bytes === text.length + text.split('\n').length - 1);
});

test('a file of more than 32 MB, for which block numbers begin anew', { skip: notInstalled('curl') }, async (t) => {
  const content = randomBytes(33 * 1024 * 1024 + 7);
  const server = await serveFolder(t, folderWith(t, { 'large.sbn': content }), { firstTimeout: 5000 });
  const got = await fetchWith(t, 'curl', (to) => curlArguments(server, to));
  assert.ok(got.equals(content));
  const done = await server.until(({ type }) => type === 'done');
  assert.ok(done.type === 'done' && done.bytes === content.length);
  const progress = server.events.filter(({ type }) => type === 'progress');
  assert.ok(progress.every((event) => event.type === 'progress' && event.bytes <= event.total));
});

function curlArguments({ host, port }: Server, to: string): string[] {
  return ['-sS', '--tftp-blksize', '512', '-o', to, `tftp://${host}:${port}/large.sbn`];
}

test('many clients at a time get what is theirs', { skip: notInstalled('curl') }, async (t) => {
  const server = await serveFolder(t, folderWith(t, contents));
  const names = Array.from({ length: 40 }, (_, index) => nameOf(sizes[1 + (index % (sizes.length - 1))]!));
  const got = await Promise.all(names.map((name) => clients.at(-1)!.fetch(server, name)));
  for (const [index, name] of names.entries()) assert.ok(got[index]!.equals(contents[name]!), name);
  await server.settled();
});
