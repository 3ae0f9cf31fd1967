/** The phone as a program, the small TFTP server, and both together: what a newcomer sees. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { serveFolder, startTryOut } from '../../phone/demoServer.ts';
import { readFile } from '../../phone/tftpClient.ts';
import { decode } from '../../phone/tftpWire.ts';
import { folder, mac, needsRoot, notify, startTftpd, statusOf } from './support.ts';

const own = `SIP${mac}.cnf`;
const cli = path.join(import.meta.dirname, '../../phone/cli.ts');

/** Lines that come one after the other, to be waited for. */
function lineWaiter() {
  const lines: string[] = [];
  let wake = () => {};
  return {
    lines,
    push(line: string) {
      lines.push(line);
      wake();
    },
    /** Waits for a line; the test runner ends a test that waits for ever. */
    async until(pattern: RegExp): Promise<string> {
      for (;;) {
        const found = lines.find((line) => pattern.test(line));
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

test('edit a file, send check-sync, and see the phone restart', { timeout: 30_000 }, async (t) => {
  const root = folder(t, {
    'SIPDefault.cnf': 'sync: 1\ndial_template: dialplan\n',
    [own]: 'line1_name: 2001\n',
    'dialplan.xml': '<DIALTEMPLATE><TEMPLATE MATCH="*" Timeout="5"/></DIALTEMPLATE>',
    'syncinfo.xml': '<SYNCINFO><IMAGE VERSION="*" SYNC="2"/></SYNCINFO>',
  });
  const said = lineWaiter();
  const tryOut = await startTryOut({
    folder: root.path,
    say: said.push,
    phone: { idleMilliseconds: 5, sip: { port: 0 } },
  });
  t.after(() => tryOut.stop());
  assert.equal(tryOut.phone.mac, mac);
  await said.until(/booted with P0S3-8-12-00, .*lines 2001$/);

  root.write({ [own]: 'line1_name: 2001\nline2_name: 2009\n' });
  assert.equal(await statusOf(t, tryOut.phone, notify()), 200);
  await said.until(/check-sync from .* answered 200, it will look at its files$/);
  await said.until(/SYNC is "2" in the entry for all images, its own sync is "1": it restarts$/);
  await said.until(/restart number 1, because of check-sync$/);
  await said.until(/lines 2001, 2009$/);
});

test('trying out works while another program has the port of the phone', { timeout: 30_000 }, async (t) => {
  const other = createSocket('udp4').bind(0, '127.0.0.1');
  t.after(() => other.close());
  await once(other, 'listening');
  const root = folder(t, {
    'SIPDefault.cnf': `voip_control_port: ${other.address().port}\n`,
    [own]: 'line1_name: 2001\n',
  });
  const said = lineWaiter();
  const tryOut = await startTryOut({ folder: root.path, say: said.push });
  t.after(() => tryOut.stop());
  await said.until(/starts again on a free port/);
  assert.notEqual(tryOut.address.port, other.address().port);
  assert.equal(await statusOf(t, tryOut.phone, notify()), 200);
});

test('trying out needs a phone file', async (t) => {
  await assert.rejects(startTryOut({ folder: folder(t).path, say: () => {} }), /no SIP<MAC>\.cnf/);
});

test('the small TFTP server gives out plain files of its folder and nothing else', async (t) => {
  const root = folder(t, { 'inside/a.txt': 'a', 'exact.bin': Buffer.alloc(1024, 'e') });
  const outside = folder(t, { 'secret.txt': 'secret' });
  symlinkSync(path.join(outside.path, 'secret.txt'), path.join(root.path, 'link.txt'));
  symlinkSync(outside.path, path.join(root.path, 'linked'));
  mkdirSync(path.join(root.path, 'empty'));
  const server = await serveFolder(root.path);
  t.after(() => server.stop());
  const read = async (name: string) => {
    const result = await readFile(server, name);
    return result.kind === 'file' ? result.content.toString() : result.kind;
  };
  assert.equal(await read('inside/a.txt'), 'a');
  assert.equal(await read('./inside//a.txt'), 'a');
  assert.equal(await read('/inside/a.txt'), 'a');
  assert.equal(await read('exact.bin'), 'e'.repeat(1024));
  const up = `../${path.basename(outside.path)}/secret.txt`;
  for (const name of [up, `inside/../../${up}`, '..', 'link.txt', 'linked/secret.txt', 'empty', 'no-such', '..\\x']) {
    assert.equal(await read(name), 'missing', name);
  }
  assert.equal(await read(path.join(outside.path, 'secret.txt')), 'missing');
});

test('the small TFTP server lets nobody write', { timeout: 30_000 }, async (t) => {
  const server = await serveFolder(folder(t).path);
  t.after(() => server.stop());
  const socket = createSocket('udp4');
  t.after(() => socket.close());
  socket.send(Buffer.from('\0\x02x\0octet\0'), server.port, server.host);
  const [datagram] = await once(socket, 'message');
  assert.deepEqual(decode(datagram), { kind: 'error', code: 2, message: 'This server is read-only' });
});

/** The program with its lines. */
function startCli(t: TestContext, ...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => child.kill());
  const said = lineWaiter();
  createInterface(child.stdout).on('line', said.push);
  return { child, said, ended: once(child, 'exit') };
}

test('the phone as a program tells what it does, and Ctrl-C switches it off', {
  skip: needsRoot,
  timeout: 30_000,
}, async (t) => {
  const root = folder(t, { 'SIPDefault.cnf': 'sync: 3\n', [own]: 'line1_name: 2001\n' });
  const { port } = await startTftpd(t, root.path);
  const state = path.join(folder(t).path, 'state.json');
  const args = ['--tftp', `127.0.0.1:${port}`, '--mac', '00:0d:bc:00:11:22', '--sip', '127.0.0.1:0', '--state', state];
  const first = startCli(t, ...args);
  await first.said.until(/fetched SIPDefault\.cnf, 8 bytes$/);
  await first.said.until(/booted with P0S3-8-12-00, listens on port \d+, lines 2001$/);
  first.child.kill('SIGINT');
  assert.deepEqual(await first.ended, [0, null]);
  assert.equal(JSON.parse(readFileSync(state, 'utf8')).settings.sync, '3');

  // What the files no longer say is remembered from the first time.
  writeFileSync(path.join(root.path, 'SIPDefault.cnf'), '');
  const second = startCli(t, ...args, '--json');
  assert.equal(JSON.parse(await second.said.until(/"booted"/)).type, 'booted');
  second.child.kill('SIGTERM');
  assert.deepEqual(await second.ended, [0, null]);
  assert.equal(JSON.parse(readFileSync(state, 'utf8')).settings.sync, '3');
});

test('wrong usage is explained', async (t) => {
  for (const args of [
    [],
    ['--tftp', '192.0.2.1', '--mac', mac],
    ['--tftp', '127.0.0.1', '--mac', 'x'],
    ['--nonsense'],
  ]) {
    const { child, ended } = startCli(t, ...args);
    const errors = createInterface(child.stderr);
    const lines: string[] = [];
    errors.on('line', (line) => lines.push(line));
    assert.deepEqual(await ended, [2, null], args.join(' '));
    assert(lines.some((line) => line.startsWith('Usage: ')));
  }
});
