/** Real TFTP servers on loopback, and real clients that fetch from them. */

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../freePort.ts';

/** Milliseconds; nobody waits for it when all is well. */
const deadline = 20_000;

export interface Server {
  readonly host: string;
  readonly port: number;
}

export interface ServerProgram {
  readonly name: string;
  /** Why it can't be started here. */
  missing(): string | undefined;
  /** Starts it on a folder, as a user who may read only what everybody may; it ends with the test. */
  start(t: TestContext, root: string): Promise<Server>;
}

const needsRoot = () => (process.getuid?.() === 0 ? undefined : 'the server can be started by root only');

export const servers: readonly ServerProgram[] = [
  {
    name: 'tftpd-hpa',
    missing: () => needsRoot() ?? notInstalled('in.tftpd'),
    async start(t, root) {
      const server = { host: '127.0.0.1', port: await freePort() };
      const address = `${server.host}:${server.port}`;
      return run(t, server, 'in.tftpd', [
        ...['--foreground', '--listen', '--address', address, '--secure', '--user', 'nobody'],
        root,
      ]);
    },
  },
  {
    name: 'atftpd',
    missing: () =>
      needsRoot() ?? (atftpd() === undefined ? 'atftpd is not installed and can not be fetched' : undefined),
    async start(t, root) {
      const server = { host: '127.0.0.1', port: await freePort() };
      return run(t, server, atftpd() ?? 'atftpd', [
        ...['--daemon', '--no-fork', '--user', 'nobody', '--group', 'nogroup', '--logfile', '-'],
        ...['--bind-address', server.host, '--port', String(server.port)],
        root,
      ]);
    },
  },
  {
    name: 'dnsmasq',
    missing: () => needsRoot() ?? notInstalled('dnsmasq'),
    async start(t, root) {
      // Its TFTP port can't be changed, so it gets a loopback address of its own.
      const server = { host: `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`, port: 69 };
      return run(t, server, 'dnsmasq', [
        ...['--no-daemon', '--conf-file=/dev/null', '--port=0', '--user=nobody', '--group=nogroup'],
        ...['--enable-tftp', `--tftp-root=${root}`, `--listen-address=${server.host}`, '--bind-interfaces'],
      ]);
    },
  },
];

export interface ClientProgram {
  readonly name: string;
  /** Whether it can fetch a file without content; curl 7.88 ends with "getpeername() failed". */
  readonly takesEmpty: boolean;
  missing(): string | undefined;
  /** Fetches a file as phones do, in binary mode. Rejects when there is no such file. */
  fetch(server: Server, name: string): Promise<Buffer>;
}

export const clients: readonly ClientProgram[] = [
  client('tftp-hpa', 'tftp', ({ host, port }, name, to) => ['-m', 'octet', host, String(port), '-c', 'get', name, to]),
  client('atftp', 'atftp', ({ host, port }, name, to) => ['--get', '-r', name, '-l', to, host, String(port)]),
  client('curl', 'curl', ({ host, port }, name, to) => ['-sS', '-o', to, `tftp://${host}:${port}/${name}`]),
];

let fetches = 0;

function client(
  name: string,
  command: string,
  parameters: (server: Server, name: string, to: string) => string[],
): ClientProgram {
  return {
    name,
    takesEmpty: command !== 'curl',
    missing: () => notInstalled(command),
    async fetch(server, file) {
      const to = join(tmpdir(), `cisco-push-fetch-${process.pid}-${fetches++}`);
      try {
        const child = spawn(command, parameters(server, file, to), {
          stdio: ['ignore', 'pipe', 'pipe'],
          timeout: deadline,
        });
        let said = '';
        for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
        const [status] = await once(child, 'close');
        // tftp-hpa ends well even when the server has no such file.
        assert.ok(status === 0 && !/error/i.test(said), `${name} ${file}: ${status} ${said}`);
        return readFileSync(to);
      } finally {
        rmSync(to, { force: true });
      }
    },
  };
}

/** Where servers lie on Debian, whatever the user's PATH says. */
const withSbin = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` };

export function notInstalled(command: string): string | undefined {
  const folders = withSbin.PATH.split(':');
  return folders.some((folder) => existsSync(join(folder, command))) ? undefined : `${command} is not installed`;
}

let fetchedAtftpd: string | undefined | null = null;

/**
 * Debian's tftpd-hpa and atftpd shut each other out, though their programs do not: when it is not installed its package
 * is only unpacked.
 */
function atftpd(): string | undefined {
  if (notInstalled('atftpd') === undefined) return 'atftpd';
  if (fetchedAtftpd !== null) return fetchedAtftpd;
  const folder = fileURLToPath(new URL('../../../test-results/atftpd', import.meta.url));
  const program = join(folder, 'usr/sbin/atftpd');
  try {
    if (!existsSync(program)) {
      mkdirSync(folder, { recursive: true });
      execFileSync('apt-get', ['download', 'atftpd'], { cwd: folder, stdio: 'ignore' });
      const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
      execFileSync('dpkg-deb', ['-x', archive, '.'], { cwd: folder, stdio: 'ignore' });
    }
    fetchedAtftpd = program;
  } catch {
    fetchedAtftpd = undefined;
  }
  return fetchedAtftpd;
}

async function run(t: TestContext, server: Server, command: string, parameters: readonly string[]): Promise<Server> {
  const child = spawn(command, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: withSbin });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said = (said + data).slice(-4000)));
  const ended = once(child, 'exit');
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await once(child, 'spawn');
  await Promise.race([
    answers(server),
    ended.then(([status]) => {
      throw new Error(`${command} ended at once (${status}): ${said}`);
    }),
  ]);
  return server;
}

/** Waits until a server says that it does not have a file that nobody has. */
async function answers({ host, port }: Server): Promise<void> {
  const request = Buffer.from('\0\x01is-it-there\0octet\0', 'latin1');
  const socket = createSocket('udp4');
  const timer = setInterval(() => socket.send(request, port, host), 50);
  // What is not there yet refuses, which is no reason to give up.
  socket.on('error', () => undefined);
  try {
    await once(socket, 'message', { signal: AbortSignal.timeout(deadline) });
  } finally {
    clearInterval(timer);
    socket.close();
  }
}
