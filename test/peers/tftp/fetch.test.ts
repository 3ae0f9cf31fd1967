/** What was pushed is what real clients fetch from real servers, byte for byte. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { folderWith, outcomes, push } from '../../support/tftp/folders.ts';
import { type ClientProgram, clients, type Server, servers } from '../../support/tftp/servers.ts';

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
          const fetched = await client.fetch(server, name);
          assert.ok(fetched.equals(files[original] ?? Buffer.from('?')), `${client.name}: ${name}, ${seed} push`);
          compared += 1;
        }
        await assert.rejects(client.fetch(server, phone), undefined, 'what is not there is not fetched');
      }
    }
    t.diagnostic(`${compared} files compared`);
    assert.equal(compared, 2 * 8 * reachable().length);
  });
}

/** A file whose first line tells what all of it must be. */
function numbered(n: number): Buffer {
  const lines = 40 + ((n * 7919) % 900);
  return Buffer.from(`# version ${n}\n${`proxy1_address: "192.0.2.${n % 256}" # ${n}\n`.repeat(lines)}`);
}

/** The number of the version, when it is whole. */
function wholeVersion(content: Buffer): number | undefined {
  const n = Number(/^# version (\d+)\n/.exec(content.toString('latin1'))?.[1] ?? Number.NaN);
  return Number.isNaN(n) || !content.equals(numbered(n)) ? undefined : n;
}

test('phones that fetch a file while it is pushed 1,000 times see whole versions only', async (t) => {
  const source = folderWith(t, { 'SIPDefault.cnf': numbered(0) });
  const target = folderWith(t);
  const backupFolder = folderWith(t);
  await push(source, target, ['SIPDefault.cnf'], { backupFolder });

  const running: { name: string; server: Server }[] = [];
  for (const program of servers) {
    const missing = program.missing();
    if (missing !== undefined) t.diagnostic(`LEFT OUT: ${program.name}: ${missing}`);
    else running.push({ name: program.name, server: await program.start(t, target) });
  }
  if (running.length === 0 || reachable().length === 0) return t.skip('no server and client to fetch with');

  let pushing = true;
  const counts: Record<string, number> = {};
  const versions = new Set<number>();
  const loops = running.map(async ({ name, server }) => {
    let latest = 0;
    for (let n = 0; pushing; n++) {
      const client = reachable()[n % reachable().length];
      const content = await client?.fetch(server, 'SIPDefault.cnf');
      const seen = content && wholeVersion(content);
      assert.ok(
        seen !== undefined,
        `${client?.name} from ${name}: ${content?.length} bytes, ${content?.toString().slice(0, 60)}`,
      );
      assert.ok(seen >= latest, `${client?.name} from ${name}: version ${seen} after ${latest}`);
      latest = seen;
      versions.add(seen);
      counts[name] = (counts[name] ?? 0) + 1;
    }
  });
  const failed = Promise.all(loops);
  // Handled below; here it only ends the pushing early.
  failed.catch(() => (pushing = false));
  for (let n = 1; n <= 1000 && pushing; n++) {
    writeFileSync(join(source, 'SIPDefault.cnf'), numbered(n));
    const result = await push(source, target, ['SIPDefault.cnf'], { backupFolder });
    assert.deepEqual(outcomes(result), { 'SIPDefault.cnf': 'written' });
  }
  pushing = false;
  await failed;
  t.diagnostic(`${JSON.stringify(counts)} fetches saw ${versions.size} versions, all whole`);
  assert.ok(versions.size > 20);
  for (const { name } of running) assert.ok((counts[name] ?? 0) > 20, name);
});
