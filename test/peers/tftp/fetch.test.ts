/** What was pushed is what real clients fetch from real servers, byte for byte. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Fetched } from '../../support/tftp/fetchLoop.ts';
import { folderWith, outcomes, push } from '../../support/tftp/folders.ts';
import { type ClientProgram, clients, type Server, servers } from '../../support/tftp/servers.ts';
import { numbered } from '../../support/tftp/versions.ts';

const phone = 'SIP000DBC001122.cnf';

/** Bytes that look random and are the same each time. */
function noise(length: number, seed: string): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, n) =>
    createHash('sha256').update(`${seed} ${n}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

function version(seed: string): Record<string, Buffer> {
  return {
    'SIPDefault.cnf': Buffer.from(
      `# ${seed}\r\nproxy1_address: "192.0.2.1"\r\nline with lone \n and \r and \0 and \xFF`,
      'latin1',
    ),
    'SIP000DBC002233.cnf': Buffer.from(`line1_name: "${seed}"\n`),
    'one-block.raw': noise(512, seed),
    'many-blocks.raw': noise(512 * 33, seed),
    'block-and-byte.raw': noise(512 * 4 + 1, seed),
    'empty.raw': Buffer.alloc(0),
    'P0S3-8-12-00.sb2': noise(1024 * 1024, seed),
    'rings/ringer1.pcm': noise(16_080, seed),
  };
}

function reachable(): ClientProgram[] {
  return clients.filter(({ missing }) => missing() === undefined);
}

/** With a mask under which files would be for their owner only. */
function withMask(t: TestContext): void {
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
}

for (const program of servers) {
  const skip = program.missing() ?? false;
  test(`every client fetches from ${program.name} what was pushed, byte for byte, and after a second push the new files`, {
    skip,
  }, async (t) => {
    withMask(t);
    const target = folderWith(t);
    const backupFolder = folderWith(t);
    const server = await program.start(t, target);
    let compared = 0;
    for (const seed of ['first', 'second']) {
      const files = version(seed);
      const source = folderWith(t, files);
      const result = await push(source, target, Object.keys(files), { backupFolder, phoneFolder: 'sip_phone' });
      assert.deepEqual(
        new Set(Object.values(outcomes(result))),
        new Set(seed === 'first' ? ['written'] : ['written', 'same']),
      );
      for (const client of clients) {
        if (client.missing() !== undefined) {
          t.diagnostic(`LEFT OUT: ${client.missing()}`);
          continue;
        }
        for (const { name, source: original = name } of result.plan.items) {
          if (files[original]?.length === 0 && !client.takesEmpty) continue;
          const fetched = await client.fetch(server, name);
          assert.ok(fetched.equals(files[original] ?? Buffer.from('?')), `${client.name}: ${name}, ${seed} push`);
          compared += 1;
        }
        await assert.rejects(client.fetch(server, phone));
      }
    }
    t.diagnostic(`${compared} files compared`);
    const each = reachable().map(({ takesEmpty }) => (takesEmpty ? 8 : 7));
    assert.equal(compared, 2 * each.reduce((sum, count) => sum + count, 0));
  });
}

test('phones that fetch a file while it is pushed 1,000 times see whole versions only', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': numbered(0) });
  const target = folderWith(t);
  const backupFolder = folderWith(t);
  await push(source, target, ['SIPDefault.cnf'], { backupFolder });

  const loops = [];
  for (const program of servers) {
    const missing = program.missing();
    if (missing === undefined) loops.push(startFetching(t, program.name, await program.start(t, target)));
    else t.diagnostic(`LEFT OUT: ${program.name}: ${missing}`);
  }
  if (loops.length === 0 || reachable().length === 0) return t.skip('no server and client to fetch with');

  for (let n = 1; n <= 1000; n++) {
    writeFileSync(join(source, 'SIPDefault.cnf'), numbered(n));
    const result = await push(source, target, ['SIPDefault.cnf'], { backupFolder });
    assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'written' });
  }
  for (const { name, stop } of loops) {
    const { fetches, versions, broken } = await stop();
    t.diagnostic(`${name}: ${fetches} fetches saw ${versions} versions, ${broken.length} not whole`);
    assert.deepEqual(broken, [], name);
    assert.ok(versions > 10, name);
  }
});

/** Fetches in a process of its own, so that neither side waits for the other. */
function startFetching(t: TestContext, name: string, server: Server) {
  const program = fileURLToPath(new URL('../../support/tftp/fetchLoop.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(server)], { stdio: ['pipe', 'pipe', 'inherit'] });
  t.after(() => child.kill());
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  const ended = once(child, 'close');
  return {
    name,
    async stop() {
      child.stdin.end();
      await ended;
      return JSON.parse(said) as Fetched;
    },
  };
}
